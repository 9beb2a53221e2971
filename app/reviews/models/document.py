"""A review as it is being written: one document, kept as it was typed, before anybody else sees a row of it."""
from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self
from zlib import crc32

# The sections in the order of the page, and what a row of each has beside its key.
ROW_FIELDS: Mapping[str, tuple[str, ...]] = {
    "questions": ("text", "own_answer", "origin", "tags", "asks_mentors", "without_name"),
    "resources": ("text", "url", "note"),
    "study_topics": ("text", "note"),
    "takeaways": ("text",),
    "went_well": ("text",),
    "to_improve": ("text",),
    "actions": ("text", "note"),
}
# Of these fields, what makes a row one that is written; the others are choices.
WORDS = ("text", "own_answer", "tags", "url", "note")
CHECKED: Mapping[str, bool] = {"asks_mentors": True, "without_name": False}  # with what a new row begins with
A_KEY = re.compile(r"[A-Za-z0-9_-]{1,24}")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Value = str | bool


def new_key() -> str:
    return secrets.token_urlsafe(9)


def mark_of(value: Value) -> str:
    """A short mark by which two states of one field are told apart: CRC-32 of its UTF-8 in base 36 (js/mark.js makes the same)."""
    number, mark = crc32(str(value).encode("utf-8", "surrogatepass")), ""
    while number or not mark:
        number, digit = divmod(number, 36)
        mark = DIGITS[digit] + mark
    return mark


@dataclass(frozen=True)
class Row:
    """One row of a section. `key` names it for good: in the document, in what is published of it, on every device."""

    section: str
    key: str = field(default_factory=new_key)
    values: Mapping[str, Value] = field(default_factory=dict[str, Value])

    @classmethod
    def of(cls, section: str, key: str = "", **values: Value) -> Self:
        """A row with these values and the defaults for the others; without a `key` it gets a new one."""
        blank = {name: CHECKED.get(name, "") for name in ROW_FIELDS[section]}
        return cls(section, key or new_key(), blank | values)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def is_blank(self) -> bool:
        return not any(str(self.values.get(name, "")).strip() for name in WORDS)

    def having(self, **values: Value) -> Row:
        return replace(self, values={**self.values, **values})


@dataclass(frozen=True)
class Document:
    """A whole review as typed. Text is tidied (`web.forms.tidy`), everything else is as it came; rows may be blank."""

    title: str = ""
    closing: str = ""
    energy: str = ""  # "", or "1" to "5"
    energy_word: str = ""
    shares_energy: bool = False
    audience: str = "cohort"
    rows: Sequence[Row] = ()  # of all sections; those of one section are in their order

    def section(self, name: str) -> list[Row]:
        return [row for row in self.rows if row.section == name]

    def row(self, key: str) -> Row | None:
        return next((row for row in self.rows if row.key == key), None)

    def having(self, **values: Any) -> Document:
        """The same with other values; `rows` replaces all rows."""
        return replace(self, **values)

    def with_rows(self, added: Sequence[Row]) -> Document:
        """The same with rows at the end of their sections; a row whose key is here already is not added again."""
        here = {row.key for row in self.rows}
        return replace(self, rows=in_order([*self.rows, *(row for row in added if row.key not in here)]))

    def without_blanks(self) -> Document:
        return replace(self, rows=[row for row in self.rows if not row.is_blank])

    @property
    def is_blank(self) -> bool:
        return not (self.title or self.closing or self.energy or self.energy_word or self.without_blanks().rows)

    def fields(self) -> Iterator[tuple[str, Value]]:
        """Every field by its path: 'title', and 'text' of the row with the key k1 of the actions is 'actions.k1.text'."""
        for name in SINGLE:
            yield name, getattr(self, name)
        for row in self.rows:
            for name, value in row.values.items():
                yield f"{row.section}.{row.key}.{name}", value

    def as_json(self) -> str:
        told: dict[str, Any] = {name: getattr(self, name) for name in SINGLE}
        for section in ROW_FIELDS:
            told[section] = [{"key": row.key, **row.values} for row in self.section(section)]
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, kept: str) -> Document:
        told = json.loads(kept)
        rows = [Row.of(section, **row) for section in ROW_FIELDS for row in told.get(section, ())]
        return cls(rows=rows, **{name: told[name] for name in SINGLE if name in told})


SINGLE = tuple(each.name for each in fields(Document) if each.name != "rows")


def in_order(rows: Sequence[Row]) -> list[Row]:
    """Rows by section, each section's in the order in which they come."""
    sections: dict[str, list[Row]] = {section: [] for section in ROW_FIELDS}
    for row in rows:
        sections[row.section].append(row)
    return [row for section in sections.values() for row in section]
