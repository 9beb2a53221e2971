"""Two states of a review: what came in, what went out, what was changed or moved."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.reviews.models.document import ROW_FIELDS, SINGLE, Document, Row, Value


@dataclass(frozen=True)
class Change:
    """A field that differs; `name` as in ROW_FIELDS, or of what a review has once."""

    name: str
    before: Value
    after: Value


@dataclass(frozen=True)
class RowChange:
    """`before` is None for a row that is new, `after` for one that is gone; `number` is its place in its section, counted from 1, there where it is."""

    before: Row | None
    after: Row | None
    number: int
    fields: Sequence[Change] = ()
    moved_from: int = 0  # its place before, where it was moved

    @property
    def kind(self) -> str:
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        return "changed" if self.fields else "moved"


@dataclass(frozen=True)
class Comparison:
    """What differs, in the order of the page."""

    singles: Sequence[Change]
    sections: dict[str, list[RowChange]]  # only those in which something differs

    @classmethod
    def of(cls, before: Document, after: Document) -> Comparison:
        sections = {name: changes for name in ROW_FIELDS if (changes := _in_section(before.section(name), after.section(name)))}
        return cls(_fields({name: getattr(before, name) for name in SINGLE}, {name: getattr(after, name) for name in SINGLE}), sections)

    @property
    def is_empty(self) -> bool:
        return not self.singles and not self.sections

    def count(self, section: str, kind: str) -> int:
        return sum(change.kind == kind for change in self.sections.get(section, ()))


def _in_section(before: Sequence[Row], after: Sequence[Row]) -> list[RowChange]:
    """What is there now in its order, then what is gone."""
    was = {row.key: (place, row) for place, row in enumerate(before, 1)}
    now = {row.key for row in after}
    moved = _moved([row.key for row in before if row.key in now], [row.key for row in after if row.key in was])
    changes: list[RowChange] = []
    for number, row in enumerate(after, 1):
        place, old = was.get(row.key, (0, None))
        fields = _fields(old.values, row.values) if old else ()
        if old is None or fields or row.key in moved:
            changes.append(RowChange(old, row, number, fields, place if row.key in moved else 0))
    return changes + [RowChange(row, None, place) for place, row in was.values() if row.key not in now]


def _fields(before: Mapping[str, Value], after: Mapping[str, Value]) -> list[Change]:
    return [Change(name, before.get(name, ""), value) for name, value in after.items() if before.get(name, "") != value]


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The few that left their place among the others."""
    if before == after:
        return set()
    stayed = {key for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks() for key in before[block.a:block.a + block.size]}
    return set(after) - stayed
