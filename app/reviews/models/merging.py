"""Two hands on one document: different fields merge; where both changed the same field, both texts are told."""
from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from app.questions.models import tag_names, tags_in
from app.reviews.models.document import A_KEY, ROW_FIELDS, SINGLE, Document, Row, Value, in_order, mark_of
from app.reviews.models.written import no_lone_arrow

KINDS = list(dict.fromkeys(ROW_FIELDS.values()))  # rows with the same fields are of one kind


@dataclass(frozen=True)
class Seen:
    """What a form showed when somebody began to change it: the mark of every field, and the rows in their order."""

    singles: Mapping[str, str] = field(default_factory=dict[str, str])
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, dict[str, str]])  # by key: field → mark

    @classmethod
    def of(cls, document: Document) -> Self:
        return cls({name: mark_of(getattr(document, name)) for name in SINGLE},
                   {row.key: {name: mark_of(value) for name, value in row.values.items()} for row in document.rows})

    def as_text(self) -> str:
        """For a hidden field; `read` takes it back."""
        rows = {key: [KINDS.index(tuple(marks)), *marks.values()] for key, marks in self.rows.items()}
        return json.dumps([self.singles, rows], separators=(",", ":"))

    @classmethod
    def read(cls, sent: str) -> Self | None:
        """What a form sent back; None when it is nothing that we wrote."""
        try:
            told: Any = json.loads(sent)
            singles, rows = told
            return cls({name: str(mark) for name, mark in singles.items()}, {str(key): cls._marks(*marks) for key, marks in rows.items()})
        except (ValueError, TypeError, AttributeError, IndexError, RecursionError):
            return None

    @staticmethod
    def _marks(kind: int, *marks: object) -> dict[str, str]:
        return dict(zip(KINDS[kind], map(str, marks), strict=True))


@dataclass(frozen=True)
class Conflict:
    """A field that both changed. `path` as in `Document.fields`."""

    path: str
    mine: Value
    saved: Value


@dataclass(frozen=True)
class Merged:
    """`document` is what to keep: where there is a conflict, it holds what was saved. `returned` are rows that were taken out elsewhere
    and changed here, or taken out here and changed elsewhere: they stay."""

    document: Document
    conflicts: Sequence[Conflict] = ()
    returned: Sequence[Row] = ()

    def as_typed(self) -> Document:
        """The merged document with this hand's own text where there is a conflict."""
        singles = {conflict.path: conflict.mine for conflict in self.conflicts if "." not in conflict.path}
        of_rows: dict[str, dict[str, Value]] = {}
        for conflict in self.conflicts:
            if "." in conflict.path:
                _section, key, name = conflict.path.split(".")
                of_rows.setdefault(key, {})[name] = conflict.mine
        return self.document.having(**singles, rows=[row.having(**of_rows.get(row.key, {})) for row in self.document.rows])


def merge(saved: Document, mine: Document, seen: Seen) -> Merged:
    """`mine` began from what `seen` says; `saved` is what is there now."""
    return _Merging(saved, mine, seen).merged()


class _Merging:
    def __init__(self, saved: Document, mine: Document, seen: Seen) -> None:
        self.saved, self.mine, self.seen = saved, mine, seen
        self.conflicts: list[Conflict] = []
        self.returned: list[Row] = []

    def merged(self) -> Merged:
        singles: dict[str, Any] = {name: self._field(name, getattr(self.saved, name), getattr(self.mine, name), self.seen.singles.get(name))
                                   for name in SINGLE}
        rows = [row for section in ROW_FIELDS for row in self._section(section)]
        return Merged(Document(**singles, rows=rows), self.conflicts, self.returned)

    def _field(self, path: str, saved: Value, mine: Value, seen: str | None) -> Value:
        if _alike(path, mine, saved) or mark_of(mine) == seen:
            return saved
        if mark_of(saved) == seen or (seen is None and saved == ""):
            return mine
        if seen is None and mine == "":
            return saved
        self.conflicts.append(Conflict(path, mine, saved))
        return saved

    def _section(self, section: str) -> list[Row]:
        saved = {row.key: row for row in self.saved.section(section)}
        mine = {row.key: row for row in self.mine.section(section)}
        kept: dict[str, Row] = {}
        for key in [*mine, *(key for key in saved if key not in mine)]:
            if (row := self._row(saved.get(key), mine.get(key), self.seen.rows.get(key))) is not None:
                kept[key] = row
        moved_here = [key for key in mine if key in saved] != [key for key in self.seen.rows if key in saved and key in mine]
        first, second = (mine, saved) if moved_here or not saved else (saved, mine)
        return [kept[key] for key in _woven(list(first), list(second)) if key in kept]

    def _row(self, saved: Row | None, mine: Row | None, seen: Mapping[str, str] | None) -> Row | None:
        if saved is not None and mine is not None:
            marks = seen or {}
            return mine.having(**{name: self._field(f"{mine.section}.{mine.key}.{name}", saved.values.get(name, ""), value, marks.get(name))
                                  for name, value in mine.values.items()})
        there = saved or mine
        if there is None or seen is None:
            return there  # new, here or elsewhere
        if {name: mark_of(value) for name, value in there.values.items()} == dict(seen) or there.is_blank:
            return None  # taken out on one side, untouched on the other
        self.returned.append(there)
        return there


def _alike(path: str, one: Value, other: Value) -> bool:
    """Whether two values of a field are published as the same."""
    if one == other:
        return True
    name = path.rpartition(".")[2]
    if name == "tags":
        return sorted(tag_names(tags_in(str(one)))) == sorted(tag_names(tags_in(str(other))))
    return name == "own_answer" and no_lone_arrow(str(one)) == no_lone_arrow(str(other))


def _woven(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """All keys in the order of `first`; what only `second` has comes after what it follows there."""
    woven, before = list(first), None
    here = set(first)
    for key in second:
        if key not in here:
            woven.insert(woven.index(before) + 1 if before is not None else 0, key)
            here.add(key)
        before = key
    return woven


def is_key(key: object) -> bool:
    return isinstance(key, str) and A_KEY.fullmatch(key) is not None


def placed(document: Document, row: Row, after: str | None) -> Document:
    """The document with this row after that one of its section (first without one; last when that one is gone)."""
    others = [each for each in document.section(row.section) if each.key != row.key]
    places = {each.key: place for place, each in enumerate(others, 1)}
    others.insert(0 if after is None else places.get(after, len(others)), row)
    return document.having(rows=in_order([*others, *(each for each in document.rows if each.section != row.section)]))
