"""Our own Markdown read back: the same document that was exported, field by field. The format: exporting/layout.py.

For whoever reads what somebody uploads:
- `is_ours(text)` says whether `read(text)` will give the document. It is strict: every line must have its place in the format, so no
  word is lost by it. What somebody changed by hand until it no longer fits is not ours and read as any other Markdown.
- A zip with reviews of ours (`mine.zip`) holds several. `newest(texts)` names the one to take: that of the latest week; the page says so, and
  that the others can be uploaded one by one.
- In such a zip, images stand in the texts as `images/<key>.png` (or .jpeg, .webp), beside files of those names.
  `with_images_of(text, cohort, keys)` gives those of these keys their addresses in a cohort back; `key_of(target)` is the key of one.
  Whoever still has the image of that key in this cohort needs no second one.
"""
from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.cohorts.audience import AUDIENCES
from app.reviews.exporting.layout import (
    A_BARE_LINK,
    A_LINK,
    ARROW,
    CHOICES,
    CLOSINGS,
    FORMAT,
    ORIGINS,
    OTHER_ROW,
    PAIRS,
    ROW,
    SECTIONS,
    UNDER,
    is_arrow,
    is_choices,
    is_link,
)
from app.reviews.models.document import Document, Row, in_order
from app.web.forms import tidy

STEPS = ("", "1", "2", "3", "4", "5")
A_FIELD = re.compile(r"(?P<key>[A-Za-z_]+):(?: (?P<value>.*))?")
OF_THE_WEEK = ("cohort", "week", "from", "to", "filed")  # known to the cohort, not typed
TYPED = ("title", "audience", "energy", "energy_word", "shares_energy")
BESIDE = re.compile(r"(?<![\w/.-])images/([0-9a-f]{32})\.(?:jpeg|png|webp)")
UNSTORABLE = re.compile("[\x00-\x08\x0a-\x1f\ud800-\udfff]")  # what escapes could bring in, and no export of ours has in a line
A_FENCE = re.compile(r"`{3,}")


class NotOurs(ValueError):
    """Not Markdown of ours, or changed by hand into something else."""


def is_ours(text: str) -> bool:
    try:
        read(text)
    except NotOurs:
        return False
    return True


def read(text: str) -> Document:
    """The document that was exported as `text`, its rows with new keys. Raises NotOurs."""
    paper = _taken_apart(text)
    said, closing = paper.said, "\n\n".join(filter(None, (tidy(paper.closing), _fenced(paper.unknown))))
    title = paper.title if paper.title is not None else said.get("title", "")
    document = Document(title=title, closing=closing, energy=said.get("energy", ""), energy_word=said.get("energy_word", ""),
                        shares_energy=said.get("shares_energy") == "true", audience=said.get("audience", "cohort"),
                        rows=in_order([_row(section, lines) for section, lines in paper.rows]))
    if document.audience not in AUDIENCES or document.energy not in STEPS:
        raise NotOurs
    return document


def newest(texts: Collection[str]) -> str | None:
    """Of several reviews of ours the one of the latest week; None when there is none. Others are passed over."""
    ours = [(int(week), text) for text in texts if (week := _week(text)).isdecimal()]
    return max(ours, key=lambda each: each[0])[1] if ours else None


def key_of(target: str) -> str | None:
    """The key of the image that a text of ours names so: 'images/<key>.png'."""
    found = BESIDE.fullmatch(target)
    return found[1] if found else None


def with_images_of(text: str, cohort: str, keys: Collection[str]) -> str:
    """`images/<key>.png` beside the text becomes the image of that key in the cohort again."""
    return BESIDE.sub(lambda found: f"/c/{cohort}/images/{found[1]}" if found[1] in keys else found[0], text)


@dataclass
class Paper:
    """A text taken apart by its lines, before anything in them is understood."""

    said: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    title: str | None = None
    rows: list[tuple[str, list[str]]] = field(default_factory=list)
    closing: str = ""


def _taken_apart(text: str) -> Paper:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").lstrip("\n").split("\n")
    paper = Paper()
    if lines[0].rstrip() != "---" or len(lines) < 3 or lines[1].rstrip() != f"hoego: {FORMAT}":
        raise NotOurs
    end = next((at for at, line in enumerate(lines[2:], 2) if line.rstrip() == "---"), None)
    if end is None:
        raise NotOurs
    _read_front_matter(paper, lines[2:end])
    _read_body(paper, lines[end + 1:])
    return paper


def _read_front_matter(paper: Paper, lines: list[str]) -> None:
    for line in lines:
        found = A_FIELD.fullmatch(line.rstrip())
        if found and found["key"] in (*TYPED, *OF_THE_WEEK) and found["key"] not in paper.said:
            paper.said[found["key"]] = _unquoted(found["value"] or "")
        elif line.strip():
            paper.unknown.append(line)


def _read_body(paper: Paper, lines: list[str]) -> None:
    section: str | None = None
    for at, line in enumerate(lines):
        if line == ROW.rstrip() or line.startswith((ROW, OTHER_ROW)):
            if section is None:
                raise NotOurs
            paper.rows.append((section, [line[len(ROW):]]))
        elif not line.strip() or line.startswith(UNDER):
            if section and paper.rows and paper.rows[-1][0] == section:
                paper.rows[-1][1].append(line[len(UNDER):])
            elif line.strip():
                raise NotOurs
        elif line.rstrip() in CLOSINGS:
            paper.closing = "\n".join(lines[at + 1:])
            return
        elif line.rstrip() in SECTIONS:
            section = SECTIONS[line.rstrip()]
        elif line.rstrip() in PAIRS:
            section = None
        elif line.startswith("# ") and section is None and paper.title is None and not paper.rows:
            paper.title = line[2:].strip()
        else:
            raise NotOurs


def _row(section: str, lines: list[str]) -> Row:
    return Row.of(section, **_READ.get(section, _read_plain)(lines))


def _read_plain(lines: list[str]) -> Mapping[str, Any]:
    return {"text": _joined(lines)}


def _read_question(lines: list[str]) -> Mapping[str, Any]:
    text, answer = _parted(lines)
    said: dict[str, Any] = {}
    last = next((at for at in range(len(text) - 1, 0, -1) if text[at].strip()), 0)
    if last and (found := CHOICES.fullmatch(text[last])) and is_choices(text[last]):
        said = {"origin": ORIGINS.get(found["origin"] or "", ""), "asks_mentors": not found["not_asked"],
                "without_name": bool(found["without_name"]), "tags": (found["tags"] or "").strip()}
        text = text[:last]
    return {"text": _unmarked(text, lambda line: is_arrow(line) or is_choices(line)), "own_answer": answer, **said}


def _read_resource(lines: list[str]) -> Mapping[str, Any]:
    head, note = lines[0].strip(), _joined(lines[1:])
    if found := A_LINK.fullmatch(head):
        return {"text": _unescaped(found["text"]), "url": _unescaped(found["odd"]) if found["odd"] else found["url"], "note": note}
    if found := A_BARE_LINK.fullmatch(head):
        return {"text": "", "url": _unescaped(found["odd"]), "note": note}
    marked = head.startswith("\\") and is_link(head.lstrip("\\"))
    return {"text": head[1:] if marked else head, "url": "", "note": note}


def _read_with_first_step(lines: list[str]) -> Mapping[str, Any]:
    text, note = _parted(lines)
    return {"text": _unmarked(text, is_arrow), "note": note}


_READ = {"questions": _read_question, "resources": _read_resource, "study_topics": _read_with_first_step, "actions": _read_with_first_step}


def _parted(lines: list[str]) -> tuple[list[str], str]:
    """What stands before the first arrow, and what after it."""
    at = next((at for at, line in enumerate(lines[1:], 1) if is_arrow(line)), len(lines))
    after = lines[at:]
    return lines[:at], _joined([after[0].removeprefix(ARROW).removeprefix(" "), *after[1:]]) if after else ""


def _unmarked(lines: list[str], is_ours: Callable[[str], bool]) -> str:
    """The text, further lines that were told apart from ours by a backslash without it."""
    first, *others = lines
    return _joined([first, *(line[1:] if line.startswith("\\") and is_ours(line.lstrip("\\")) else line for line in others)])


def _joined(lines: list[str]) -> str:
    """As text is kept: the lines without blank ones around them."""
    return tidy("\n".join(lines))


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def _unquoted(value: str) -> str:
    if not value.startswith('"'):
        return value
    try:
        said = str(json.loads(value))
    except ValueError as wrong:
        raise NotOurs from wrong
    if UNSTORABLE.search(said):
        raise NotOurs
    return said


def _fenced(lines: list[str]) -> str:
    """Front matter that is not ours is kept with the closing note."""
    if not lines:
        return ""
    fence = "`" * max([3, *(len(run) + 1 for run in A_FENCE.findall("\n".join(lines)))])
    return "\n".join([f"{fence}yaml", *lines, fence])


def _week(text: str) -> str:
    try:
        paper = _taken_apart(text)
    except NotOurs:
        return ""
    return paper.said.get("week", "0")
