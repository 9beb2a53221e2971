"""The words of parsed Markdown, and cutting them where a reader would."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from markdown_it.token import Token

SPACES = re.compile(r"\s+")
ELLIPSIS = "…"
WORD_OF_A_LINE = 0.6
JOINER = "\u200d"


def words_of(tokens: Iterable[Token]) -> str:
    """What a reader would read in `tokens`; blocks are parted by a space."""
    return "".join(_words(tokens))


def cut(words: str, limit: int) -> str:
    """`words` on one line of at most `limit` characters, cut between words where that costs little, else between letters."""
    words = SPACES.sub(" ", words).strip()
    if len(words) <= limit:
        return words
    end = max(limit - len(ELLIPSIS), 0)
    space = words.rfind(" ", 0, end + 1)
    if space >= WORD_OF_A_LINE * end:
        end = space
    while end > 0 and _leans(words[end], words[end - 1]):
        end -= 1
    return words[:end].rstrip() + ELLIPSIS


def _words(tokens: Iterable[Token]):
    for token in tokens:
        if token.type == "inline":
            yield from _words(token.children or ())
            yield " "
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.type == "image":
            yield words_of(token.children or ())
        elif token.type == "fence":
            yield f"{token.content} "
        elif token.content:
            yield f"{token.content} " if token.block else token.content


def _leans(letter: str, on: str) -> bool:
    """Whether `letter` cannot stand without the one before it: marks, joined emoji, their variants and skin tones."""
    return JOINER in (letter, on) or unicodedata.category(letter) in {"Mn", "Me", "Mc", "Sk"} or "\U0001f3fb" <= letter <= "\U0001f3ff"
