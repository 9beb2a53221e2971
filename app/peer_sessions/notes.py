"""Notes of several hands, merged by lines: whatever line somebody typed is there afterwards."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.peer_sessions.lines import aligned, is_bare, lines_of

A_BEGINNING = 8  # characters of a line that another, put in at the same place, must begin with to be that one typed on


@dataclass(frozen=True)
class Merged:
    """`text` holds everybody's lines; `both` the lines that two changed at once, of which both stand there."""

    text: str
    both: tuple[str, ...] = ()


def merge(base: str, theirs: str, mine: str) -> Merged:
    """What becomes of notes that were `base`, are `theirs` by now, and that somebody made `mine` of.

    A line that one side changed or took out is changed or gone; one that one side changed and the other took out stays; of one that both changed
    both stand there, unless the one only goes on where the other stops. What both put in at the same place stands there once where it is the same,
    and else one after the other, `mine` first: whoever writes on under a line of theirs is not torn apart by somebody who does the same.
    """
    if mine in (base, theirs):
        return Merged(theirs)
    if theirs == base:
        return Merged(mine)
    before = lines_of(base)
    their_lines, they_added = _made_of(before, lines_of(theirs))
    my_lines, i_added = _made_of(before, lines_of(mine))
    merged = _woven(i_added[0], they_added[0])
    both: list[str] = []
    for at, line in enumerate(before, start=1):
        their, my = their_lines[at - 1], my_lines[at - 1]
        if their is not None and my is not None and line not in (their, my) and their != my and not _goes_on(line, their, my):
            merged += _woven([their, *they_added[at]], [my, *i_added[at]])
            both += [] if is_bare(line) else [their, my]
            continue
        stays = _one_of(line, their, my)
        merged += [] if stays is None else [stays]
        merged += _woven(i_added[at], they_added[at])
    return Merged("\n".join(merged), tuple(both))


def _made_of(before: Sequence[str], after: Sequence[str]) -> tuple[list[str | None], list[list[str]]]:
    """Of each line what became of it, None where it is gone; and what was put in before the first line and behind each."""
    lines: list[str | None] = [None] * len(before)
    added: list[list[str]] = [[] for _ in range(len(before) + 1)]
    behind = begins = 0
    for i, j in aligned(before, after):
        added[behind] += after[begins:j]
        lines[i] = after[j]
        behind, begins = i + 1, j + 1
    added[behind] += after[begins:]
    return lines, added


def _goes_on(line: str, one: str, other: str) -> bool:
    """Whether of two that were made of the same line one is the other, typed on."""
    return not is_bare(line) and (one.startswith(other) or other.startswith(one))


def _one_of(line: str, their: str | None, my: str | None) -> str | None:
    """What a line is where not both stand."""
    if my == line or (my is None and their != line):
        return their
    if their == line or their is None:
        return my
    return max(their, my or "", key=len)


def _woven(first: Sequence[str], then: Sequence[str]) -> list[str]:
    """Both, a line that is in both once. Lines with nothing in them yet come last: whoever is about to type there is not pushed away from the end."""
    if first == then or not then:
        return list(first)
    if not any(first) and not any(then):
        return list(max(first, then, key=len))
    if all(map(is_bare, first)):
        return [*then, *first]
    woven: list[str] = []
    i0 = j0 = 0
    for i, j in aligned(first, then, _again):
        woven += [*first[i0:i], *then[j0:j], max(first[i], then[j], key=len)]
        i0, j0 = i + 1, j + 1
    return [*woven, *first[i0:], *then[j0:]]


def _again(one: str, other: str) -> int:
    """Whether two lines that were put in are one: of two, the same before one that was typed on."""
    if is_bare(one) or is_bare(other):
        return 0
    if one == other:
        return 2
    shorter, longer = sorted((one, other), key=len)
    return 1 if len(shorter) >= A_BEGINNING and longer.startswith(shorter) else 0
