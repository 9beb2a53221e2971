"""An item about a resource: its name, its address, and what is said of it."""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.reviews.forms.addresses import AN_ADDRESS, is_web_address
from app.reviews.importing.blocks import of_blocks

if TYPE_CHECKING:
    from app.reviews.importing.rows import Unit

A_NAME = 1000
ADDRESS = re.compile(r"https?://[^\s<>\"'`|\u3000]+")
BETWEEN = " \t:：-–—|,·→=>*"
AFTER_NAME = re.compile(r"^[\s*_]*(?:[:：|,·–—→]|-(?=\s)|=>|->)?[\s*_]*")


def resource_of(unit: Unit) -> dict[str, str | bool]:
    """`[name](address) : note`, `name: address`, `address (note)`, with whatever stands under it as the note."""
    head, rest = unit.head, of_blocks(unit.body)
    if not _linked(head) and len(unit.first) == 1 and unit.body and unit.body[0].kind in {"item", "paragraph"}:
        alone = of_blocks(unit.body[:1]).strip(BETWEEN + "\n")
        if ADDRESS.fullmatch(alone):
            return {"text": head.rstrip(BETWEEN), "url": _trimmed(alone)[0], "note": of_blocks(unit.body[1:])}
    name, url, note = parted(head)
    return {"text": name, "url": url, "note": "\n".join(part for part in (note, rest) if part)}


def _linked(text: str) -> bool:
    return bool(ADDRESS.search(text))


def parted(text: str) -> tuple[str, str, str]:
    """Name, address and note of one item. What cannot be an address stays in the text as it was written."""
    found = _bracketed(text)
    if found:
        start, end, name, url = found
        before, after = text[:start].strip(), text[end:]
        if len(url) > AN_ADDRESS or "\n" in before:
            return _named(text)
        note = after[AFTER_NAME.match(after).end():] if AFTER_NAME.match(after) else after  # type: ignore[union-attr]
        before = before.strip("*_ ") if before.strip("*_ ") == "" else before
        if after.lstrip().startswith(("**", "__")) and before.startswith(("**", "__")):
            before = before.lstrip("*_")
        full = f"{before} {name}".strip() if before else name
        return (full or "", url, note.strip()) if len(full) <= A_NAME else ("", url, f"{full}\n{note}".strip())
    bare = ADDRESS.search(text)
    if bare and len(bare[0]) <= AN_ADDRESS:
        url, left = _trimmed(bare[0])
        if not url:
            return _named(text)
        before = text[:bare.start()].rstrip().rstrip("<(").rstrip(BETWEEN + "\n")
        after = (left + text[bare.end():]).lstrip(">)" if text[:bare.start()].rstrip().endswith(("<", "(")) else ">")
        note = after.strip(BETWEEN + "\n")
        if not before:
            return "", url, note
        lines = before.split("\n")
        return lines[0], url, "\n".join(part for part in ("\n".join(lines[1:]), note) if part.strip())
    return _named(text)


def _named(text: str) -> tuple[str, str, str]:
    name, _line, note = text.partition("\n")
    return (name, "", note) if len(name) <= A_NAME else ("", "", text)


def _bracketed(text: str) -> tuple[int, int, str, str] | None:
    """The first `[name](http…)` of a line, brackets within brackets minded: where it stands, its name and its address."""
    close = min((at for at in (text.find("](http"), text.find("](<http")) if at >= 0), default=-1)
    if close < 0 or close > A_NAME:
        return None
    depth, start = 1, close
    while start > 0 and depth:
        start -= 1
        depth += {"]": 1, "[": -1}.get(text[start], 0)
    if depth or (start and text[start - 1] == "!"):
        return None
    opened, end = 0, close + 1
    while end < len(text):
        opened += {"(": 1, ")": -1}.get(text[end], 0)
        if text[end].isspace() or opened == 0:
            break
        end += 1
    if end >= len(text) or text[end] != ")":
        return None
    url = text[close + 2:end].removeprefix("<").removesuffix(">")
    return (start, end + 1, text[start + 1:close].strip(), url) if is_web_address(url) else None


def _trimmed(url: str) -> tuple[str, str]:
    """A bare address without the punctuation that follows it."""
    end = len(url)
    while end and (url[end - 1] in ".,;:!?*_~…" or _closes_nothing(url[:end])):
        end -= 1
    return (url[:end], url[end:]) if is_web_address(url[:end]) else ("", url)


def _closes_nothing(url: str) -> bool:
    opens = {")": "(", "]": "["}.get(url[-1])
    return opens is not None and url.count(opens) < url.count(url[-1])
