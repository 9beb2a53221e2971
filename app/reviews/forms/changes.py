"""What an open page sends while somebody writes: only what changed since it was last saved.

    {"version": 12,
     "fields": {"title": {"was": "1x8c4a", "now": "all of it"},
                "questions.k3.text": {"was": "9kq02z", "at": 120, "cut": 3, "put": "instead of these three characters"}},
     "rows": [["place", "questions", "k3", "k1"], ["move", "actions", "k9", null], ["gone", "k2", {"text": "1x8c4a", "note": "0"}]]}

`was` is the mark (`mark_of`) of what the page began from, null where it does not know. A row that is placed is new, one that is moved is
not: it stands after the row named last, null puts it first. Of a row that is gone, the marks of what it held. Places are counted in
characters (code points).
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import abort
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.validators import ValidationError

from app.cohorts.models import Membership
from app.reviews.forms.review import SinglesForm, offer_audiences
from app.reviews.forms.rows import ROW_FORMS
from app.reviews.forms.sections import NotTooMany
from app.reviews.models import ROW_FIELDS, ROWS_AT_MOST, Document, Row, Seen, mark_of
from app.reviews.models.document import CHECKED, SINGLE, Value
from app.reviews.models.merging import is_key, placed

CHECKS = {*CHECKED, "shares_energy"}
A_LONG_ONE = 200  # characters; longer text is not sent back and forth (js/changes.js has the same)
CHANGES_AT_MOST = 5000  # a page with 200 rows in every section has fewer fields
ROW_CHANGES_AT_MOST = 2 * len(ROW_FIELDS) * ROWS_AT_MOST  # all of them gone, and as many new


@dataclass(frozen=True)
class Changes:
    """The request, looked at: everything in it has the shape that is described above."""

    version: int
    fields: Mapping[str, Mapping[str, Any]]
    rows: list[list[Any]]

    @classmethod
    def read(cls, sent: object) -> Changes:
        """Ends the request with 400 where it is none of ours."""
        if not isinstance(sent, dict) or set(sent) - {"version", "fields", "rows"}:
            abort(400)
        version, fields, rows = sent.get("version", -1), sent.get("fields", {}), sent.get("rows", [])
        if not isinstance(version, int) or not isinstance(fields, dict) or not isinstance(rows, list):
            abort(400)
        if len(fields) + len(rows) > CHANGES_AT_MOST or len(rows) > ROW_CHANGES_AT_MOST:
            abort(400)
        if not all(_is_path(path) and _is_change(path, change) for path, change in fields.items()) or not all(map(_is_row_change, rows)):
            abort(400)
        return cls(version, fields, rows)


@dataclass
class TypedChanges:
    """The changes carried out on what is saved. `mine` and `seen` are what `merge` wants; the rest goes back to the page:

    `faults` by path (or by section, of a row too many) what is not kept and why, `tidied` what is kept in another shape than it was sent
    (of a long text only its mark, {"mark": …}: the page tidies it by itself and compares), `unknown` the rows that are not there (any more)
    and `whole` the fields that must be sent in full, because they are not what the page began from.
    """

    changes: Changes
    saved: Document
    author: Membership
    faults: dict[str, str] = field(default_factory=dict)
    tidied: dict[str, Value | dict[str, str]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.mine, began = self.saved, Seen.of(self.saved)
        self._singles, self._rows = dict(began.singles), {key: dict(marks) for key, marks in began.rows.items()}
        self._place_rows()
        self._change_fields()
        self.seen = Seen(self._singles, self._rows)

    def _place_rows(self) -> None:
        for kind, *what in self.changes.rows:
            if kind == "gone":
                key, marks = what
                self.mine = self.mine.having(rows=[row for row in self.mine.rows if row.key != key])
                self._rows[key] = marks
                continue
            section, key, after = what
            row = self.mine.row(key) or self.saved.row(key)
            if row is None and kind == "move":
                continue  # taken out elsewhere, and here nobody wrote in it
            if row is None and (fault := self._fault_of_number(section)):
                self.faults[section] = fault
            elif row is None or row.section == section:
                self.mine = placed(self.mine, row or Row.of(section, key), after)

    def _fault_of_number(self, section: str) -> str:
        try:
            NotTooMany().refuse(len(self.mine.section(section)) + 1 - ROWS_AT_MOST)
        except ValidationError as error:
            return str(error)
        return ""

    def _change_fields(self) -> None:
        rows: dict[str, dict[str, Value]] = {}
        singles: dict[str, Value] = {}
        unknown: dict[str, None] = {}
        here, saved = ({row.key: row for row in document.rows} for document in (self.mine, self.saved))
        for path, change in self.changes.fields.items():
            section, _dot, rest = path.partition(".")
            key, _dot, name = rest.partition(".")
            row = here.get(key) if key else None
            if key and (row is None or row.section != section):
                unknown[key] = None
                continue
            there = getattr(self.mine, path) if row is None else row[name]
            value = _applied(change, there)
            if value is None:
                self.whole.append(path)
            elif row is None:
                singles[path] = value
                _note(self._singles, path, change["was"])
            else:
                rows.setdefault(key, {})[name] = value
                if key in saved:  # else it is new
                    _note(self._rows[key], name, change["was"])
        self.unknown = list(unknown)
        self._take_singles(singles)
        self._take_rows(rows)

    def _take_singles(self, typed: Mapping[str, Value]) -> None:
        if typed:
            form = SinglesForm(_as_sent(typed))
            offer_audiences(form, self.author)
            self.mine = self.mine.having(**self._fit(form, typed, ""))

    def _take_rows(self, typed: Mapping[str, Mapping[str, Value]]) -> None:
        fitting, here = {}, {row.key: row for row in self.mine.rows}
        for key, values in typed.items():
            row = here[key]
            fitting[key] = self._fit(ROW_FORMS[row.section](_as_sent(values)), values, f"{row.section}.{key}.")
        self.mine = self.mine.having(rows=[row.having(**fitting[row.key]) if row.key in fitting else row for row in self.mine.rows])

    def _fit(self, form: Form, typed: Mapping[str, Value], prefix: str) -> dict[str, Value]:
        """What the form keeps of what was typed; what it does not, is a fault."""
        form.validate()
        kept: dict[str, Value] = {}
        for name, value in typed.items():
            errors = form[name].errors
            if errors:
                self.faults[prefix + name] = " ".join(map(str, errors))
                continue
            kept[name] = value if name in CHECKS else form[name].data or ""
            if kept[name] != value:
                self.tidied[prefix + name] = kept[name] if len(str(kept[name])) < A_LONG_ONE else {"mark": mark_of(kept[name])}
        return kept


def _note(marks: dict[str, str], name: str, was: str | None) -> None:
    if was is None:
        marks.pop(name, None)
    else:
        marks[name] = was


def _as_sent(values: Mapping[str, Value]) -> MultiDict[str, str]:
    return MultiDict({name: "y" if value is True else value for name, value in values.items() if value is not False})


def _applied(change: Mapping[str, Any], there: Value) -> Value | None:
    """The field after the change; None when a part was sent and what is there is not what the page began from."""
    if "now" in change:
        return change["now"]
    at, cut = change["at"], change["cut"]
    if not isinstance(there, str) or mark_of(there) != change["was"] or at + cut > len(there):
        return None
    return there[:at] + change["put"] + there[at + cut:]


def _is_path(path: object) -> bool:
    if not isinstance(path, str):
        return False
    section, dot, rest = path.partition(".")
    if not dot:
        return path in SINGLE
    key, _dot, name = rest.partition(".")
    return section in ROW_FIELDS and is_key(key) and name in ROW_FIELDS[section]


def _is_change(path: str, change: object) -> bool:
    if not isinstance(change, dict) or not isinstance(change.get("was"), str | None):
        return False
    if set(change) == {"was", "now"}:
        return isinstance(change["now"], bool if path.rpartition(".")[2] in CHECKS else str)
    return set(change) == {"was", "at", "cut", "put"} and isinstance(change["put"], str) and all(
        type(change[name]) is int and change[name] >= 0 for name in ("at", "cut"))


def _is_row_change(change: object) -> bool:
    match change:
        case ["place" | "move", str(section), key, after]:
            return section in ROW_FIELDS and is_key(key) and (after is None or is_key(after))
        case ["gone", key, dict(marks)]:
            return is_key(key) and all(isinstance(name, str) and isinstance(mark, str) for name, mark in marks.items())
    return False
