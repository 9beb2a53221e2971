"""A review as it was typed: what a form, an import or a command hands to `Review.write`."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ROWS_AT_MOST = 200  # in one section


@dataclass(frozen=True)
class QuestionRow:
    """A question as it was typed. `id` is None for a new row."""

    text: str
    id: int | None = None
    own_answer: str = ""
    origin: str | None = None
    tags: Sequence[str] = ()
    asks_mentors: bool = True
    without_name: bool = False


@dataclass(frozen=True)
class EntryRow:
    """A row of another section as it was typed. `note` is why, for a resource; the first step, for a topic or an action."""

    section: str
    text: str
    id: int | None = None
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Written:
    """A whole review as it was typed, beginning from the saved one that had `version` (0: from an empty one)."""

    title: str
    questions: Sequence[QuestionRow] = ()
    entries: Sequence[EntryRow] = ()
    closing: str = ""
    energy: int | None = None
    energy_word: str = ""
    shares_energy: bool = False
    audience: str = "cohort"
    version: int = 0
