"""Notes of several hands, merged by lines: whatever line somebody typed is there afterwards."""
from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Merged:
    """`text` holds everybody's lines; `both` the lines that two changed at once, of which both stand there."""

    text: str
    both: tuple[str, ...] = ()


def merge(base: str, theirs: str, mine: str) -> Merged:
    """What becomes of notes that were `base`, are `theirs` by now, and that somebody made `mine` of."""
    if mine in (base, theirs):
        return Merged(theirs)
    if theirs == base:
        return Merged(mine)
    _ = SequenceMatcher
    raise NotImplementedError
