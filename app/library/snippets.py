"""A text around the words that were looked for."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

BEFORE, WIDTH = 40, 160  # characters


def marked(text: str, spellings: Sequence[str], *, width: int | None = None) -> list[tuple[str, bool]]:
    """`text` in pieces, each with whether it is one of `spellings`; of a long text the surroundings of the first that stands in it."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    pattern = _pattern(spellings)
    if width and len(line) > width:
        first = pattern.search(line) if pattern else None
        start = max(0, min(first.start() - BEFORE, len(line) - width)) if first else 0
        line = ("…" if start else "") + line[start:start + width].strip() + ("…" if start + width < len(line) else "")
    if pattern is None:
        return [(line, False)]
    pieces, at = [], 0
    for found in pattern.finditer(line):
        pieces += [(line[at:found.start()], False), (found[0], True)]
        at = found.end()
    return [piece for piece in [*pieces, (line[at:], False)] if piece[0]]


def _pattern(spellings: Sequence[str]) -> re.Pattern[str] | None:
    """Longer spellings first; spaces count nothing, 딥러닝 is marked in 딥 러닝 too."""
    known = sorted({" ".join(spelling.split()) for spelling in spellings if spelling.strip()}, key=len, reverse=True)
    return re.compile("|".join(map(_loose, known)), re.I) if known else None


def _loose(spelling: str) -> str:
    return r"\s?".join(re.escape(letter) for letter in spelling if not letter.isspace())
