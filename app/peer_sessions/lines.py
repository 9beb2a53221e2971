"""Which lines of two texts are the same, and which line of the one was changed into which of the other.

`static/js/lines.js` does the same in the browser, and must: tests/peer_sessions/notes_cases.json is put to both.
"""
from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence

Pairs = list[tuple[int, int]]
Likeness = Callable[[str, str], int]

BARE = re.compile(r"[ \t\u00a0\u3000\-*+•·–—>#.)(\[\]0-9]*")
SMALL = 600  # of two stretches of lines that differ, each line of one is held against each of the other, if these are not more pairs
DEPTH = 8  # times that a stretch is cut where a line is found once on both sides
THE_SAME, ALSO_BLANK, PARTLY = 400, 8, 10


def lines_of(text: str) -> list[str]:
    return text.split("\n") if text else []


def is_bare(line: str) -> bool:
    """Whether nothing is said in it yet: it is blank, or only the beginning of an item of a list."""
    return BARE.fullmatch(line) is not None


def likeness(one: str, other: str) -> int:
    """From 1, for two lines that have nothing in common."""
    if one == other:
        return ALSO_BLANK if is_bare(one) else THE_SAME
    shorter, longer = sorted((len(one), len(other)))
    begins = _alike(shorter, lambda length: one[:length] == other[:length])
    ends = _alike(shorter - begins, lambda length: one[len(one) - length:] == other[len(other) - length:])
    return 1 + PARTLY * (begins + ends) // longer


def _alike(at_most: int, are_alike: Callable[[int], bool]) -> int:
    """How many characters at one end are the same."""
    least, most = 0, at_most
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if are_alike(middle) else (least, middle - 1)
    return least


def aligned(before: Sequence[str], after: Sequence[str], like: Likeness = likeness) -> Pairs:
    """Pairs (place before, place after), rising on both sides. What is in no pair was taken out, or put in; lines of which `like` gives 0 are no pair."""
    pairs: Pairs = []
    _align(before, (0, len(before)), after, (0, len(after)), like, DEPTH, pairs)
    return pairs


def _align(before: Sequence[str], here: tuple[int, int], after: Sequence[str], there: tuple[int, int], like: Likeness, depth: int, pairs: Pairs) -> None:
    (i, i_end), (j, j_end) = here, there
    while i < i_end and j < j_end and before[i] == after[j]:
        pairs.append((i, j))
        i, j = i + 1, j + 1
    ending: Pairs = []
    while i < i_end and j < j_end and before[i_end - 1] == after[j_end - 1]:
        i_end, j_end = i_end - 1, j_end - 1
        ending.append((i_end, j_end))
    if (i_end - i) * (j_end - j) <= SMALL:
        pairs += _by_likeness(before[i:i_end], after[j:j_end], like, i, j)
    elif depth and (anchors := _anchors(before, (i, i_end), after, (j, j_end))):
        for k, m in [*anchors, (i_end, j_end)]:
            _align(before, (i, k), after, (j, m), like, depth - 1, pairs)
            if k < i_end:
                pairs.append((k, m))
            i, j = k + 1, m + 1
    elif i_end - i == j_end - j:
        pairs += [(i + k, j + k) for k in range(i_end - i) if like(before[i + k], after[j + k])]
    pairs += reversed(ending)


def _by_likeness(before: Sequence[str], after: Sequence[str], like: Likeness, i0: int, j0: int) -> Pairs:
    """The pairs that are most alike in sum; of those that are as good, the first."""
    if not before or not after:
        return []
    likes = [[like(one, other) for other in after] for one in before]
    best = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            paired = likes[i][j] + best[i + 1][j + 1] if likes[i][j] else 0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs: Pairs = []
    i = j = 0
    while i < len(before) and j < len(after):
        if likes[i][j] and best[i][j] == likes[i][j] + best[i + 1][j + 1]:
            pairs.append((i0 + i, j0 + j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _anchors(before: Sequence[str], here: tuple[int, int], after: Sequence[str], there: tuple[int, int]) -> Pairs:
    """Lines that say something and stand there once on either side: the most of them that come in the same order."""
    seen = Counter(before[slice(*here)])
    places = {after[j]: j for j in range(*there)}
    counted = Counter(after[slice(*there)])
    common = [(i, places[line]) for i in range(*here) if counted[line := before[i]] == 1 and seen[line] == 1 and not is_bare(line)]
    ends: list[int] = []  # of the rising rows of each length, the place at which the lowest ends
    lasts: list[int] = []
    came_from: list[int] = []
    for at, (_i, j) in enumerate(common):
        length = bisect_left(ends, j)
        came_from.append(lasts[length - 1] if length else -1)
        ends[length:length + 1], lasts[length:length + 1] = [j], [at]
    anchors: Pairs = []
    at = lasts[-1] if lasts else -1
    while at >= 0:
        anchors.append(common[at])
        at = came_from[at]
    return anchors[::-1]
