"""Two texts, and what differs between them: shown, not merged."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

SHAPES = (re.compile(r"\s+|\w+|[^\w\s]"), re.compile(r"[^\n]*\n|[^\n]+"))  # words, lines
COMPARED = 4000  # pieces of both texts together
EDITS_AT_MOST = 300  # pieces put in or taken out; comparing takes the square of them at worst


def marked(before: str, after: str) -> tuple[Markup, Markup]:
    """Both texts as HTML: what only the first has is <del>, what only the second has is <ins>. Everything in them is escaped.

    By words where few of them differ, else by lines, else each text as a whole: some hundredths of a second at worst.
    """
    left, right = Markup(), Markup()
    for is_same, some_old, some_new in _parts(before, after):
        was, now = escape(some_old), escape(some_new)
        left += was if is_same or not was else Markup("<del>{}</del>").format(was)
        right += now if is_same or not now else Markup("<ins>{}</ins>").format(now)
    return left, right


def _parts(before: str, after: str) -> list[tuple[bool, str, str]]:
    """Both texts from beginning to end in parts that are the same, and parts that differ."""
    for shape in SHAPES:
        old, new = shape.findall(before), shape.findall(after)
        if len(old) + len(new) <= COMPARED and (same := _same(old, new)) is not None:
            return list(_between(old, new, same))
    return [(before == after, before, after)]


def _between(old: Sequence[str], new: Sequence[str], same: Sequence[tuple[int, int]]) -> Iterator[tuple[bool, str, str]]:
    """What stands in both as it is and, before and after it, what does not."""
    at_old = at_new = 0
    run: list[str] = []
    for in_old, in_new in [*same, (len(old), len(new))]:
        if (in_old, in_new) != (at_old, at_new):
            yield True, "".join(run), "".join(run)
            yield False, "".join(old[at_old:in_old]), "".join(new[at_new:in_new])
            run = []
        run += old[in_old:in_old + 1]
        at_old, at_new = in_old + 1, in_new + 1
    yield True, "".join(run), "".join(run)


def _same(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]] | None:
    """The places of pieces that stand in both, by the fewest edits (E. W. Myers, 1986); None where more than EDITS_AT_MOST are needed."""
    if (Counter(old) - Counter(new)).total() + (Counter(new) - Counter(old)).total() > EDITS_AT_MOST:
        return None
    reach = [0] * (2 * EDITS_AT_MOST + 3)  # by diagonal (place in old less place in new): how far in old one comes
    trail: list[list[int]] = []
    for edits in range(EDITS_AT_MOST + 1):
        trail.append(reach[:])
        for diagonal in range(-edits, edits + 1, 2):
            x = _start(reach, diagonal, edits)
            y = x - diagonal
            while x < len(old) and y < len(new) and old[x] == new[y]:
                x, y = x + 1, y + 1
            reach[diagonal] = x
            if x >= len(old) and y >= len(new):
                return _walked_back(trail, len(old), len(new))
    return None


def _start(reach: Sequence[int], diagonal: int, edits: int) -> int:
    """Where an edit more leads to on that diagonal: a piece of `new` put in, or one of `old` taken out."""
    if diagonal == -edits or (diagonal != edits and reach[diagonal - 1] < reach[diagonal + 1]):
        return reach[diagonal + 1]
    return reach[diagonal - 1] + 1


def _walked_back(trail: Sequence[Sequence[int]], x: int, y: int) -> list[tuple[int, int]]:
    same: list[tuple[int, int]] = []
    for edits in range(len(trail) - 1, -1, -1):
        reach, diagonal = trail[edits], x - y
        start = _start(reach, diagonal, edits) if edits else 0
        while x > start and y > start - diagonal:
            x, y = x - 1, y - 1
            same.append((x, y))
        if edits:
            goes_down = diagonal == -edits or (diagonal != edits and reach[diagonal - 1] < reach[diagonal + 1])
            x, y = (x, y - 1) if goes_down else (x - 1, y)
    return same[::-1]
