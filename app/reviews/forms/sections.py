"""Rows of a section: in the order of the page, whatever numbers they came with."""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from flask_babel import ngettext
from wtforms import FieldList, Form, FormField
from wtforms.utils import unset_value
from wtforms.validators import ValidationError

from app.reviews.forms.rows import RowForm
from app.reviews.models import ROWS_AT_MOST
from app.web.errors import Refusal

A_ROW_NUMBER = re.compile(r"-([0-9]{1,9})-")
READ_AT_MOST = 1000  # rows of one section; more were never typed by hand


class TooManyRows(Refusal):
    status = 413

    def sentence(self) -> str:
        return ngettext("A section has at most %(num)s row.", "A section has at most %(num)s rows.", ROWS_AT_MOST)


class NotTooMany:
    def __call__(self, form: Form, field: Rows) -> None:
        self.refuse(len(field.written) - ROWS_AT_MOST)

    def refuse(self, over: int) -> None:
        if over > 0:
            raise ValidationError(ngettext(
                "At most %(limit)s rows fit here: please take out %(num)s.", "At most %(limit)s rows fit here: please take out %(num)s.",
                over, limit=ROWS_AT_MOST))


class Rows(FieldList):
    """`row` is the form of one; `suggested` is how many blank ones a new review shows."""

    def __init__(self, row: type[RowForm], label: Any = None, *, suggested: int = 1, **more: Any) -> None:
        super().__init__(FormField(row), label, [NotTooMany()], **more)
        self.suggested = suggested

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """WTForms reads rows by their numbers; a row that was put between two others has a higher number than both."""
        super().process(formdata, data, extra_filters)
        sent = list(dict.fromkeys(self._extract_indices(self.name, formdata))) if formdata else []
        place = {number: at for at, number in enumerate(sorted(sent))}
        self._place_of = {number: at for at, number in enumerate(sent)}
        if sent:
            self.entries = [self.entries[place[number]] for number in sent]
            self._compact_indices()  # pyright: ignore[reportAttributeAccessIssue]

    @property
    def written(self) -> list[Any]:
        """The rows in which something is written."""
        return [entry.form for entry in self.entries if not entry.form.is_blank]

    def blank(self) -> FormField:
        """A row for script to copy, with `__index__`, `__number__` and `__key__` where its numbers and its key come."""
        this: Any = self  # WTForms' types leave out what a list knows of its form
        options = {"name": f"{self.name}-__index__", "id": f"{self.id}-__index__", "_meta": self.meta, "translations": this._translations}
        field: Any = self.meta.bind_field(this._form, self.unbound_field, options)
        field.process(None)
        field.form.key.data = "__key__"
        field.form.call("__number__")
        return field

    def number_of(self, place: int) -> int:
        """The number that the row at this place came with."""
        return next((number for number, at in self._place_of.items() if at == place), place)

    def offer(self, count: int) -> None:
        """Show `count` rows at least, blank where nothing is written."""
        while len(self.entries) < count:
            self.append_entry()

    def add(self) -> str:
        self.append_entry()
        return self._first_field(len(self.entries) - 1)

    def remove(self, number: int) -> str:
        """Take out the row that came with this number; gives the id of the field that comes into its place."""
        if (place := self._place_of.get(number)) is None:
            return self._first_field(0)
        self.pop_entry(place)  # pyright: ignore[reportCallIssue]
        self.offer(1)
        return self._first_field(min(place, len(self.entries) - 1))

    def move(self, number: int, by: int) -> str:
        """Move the row that came with this number up (-1) or down (1); at the end of the list it stays. Gives its first field's id."""
        place = self._place_of.get(number)
        if place is None:
            return self._first_field(0)
        there = min(max(place + by, 0), len(self.entries) - 1)
        self.entries.insert(there, self.entries.pop(place))
        self._compact_indices()  # pyright: ignore[reportAttributeAccessIssue]
        return self._first_field(there)

    def call(self) -> None:
        for number, entry in enumerate(self.entries, 1):
            entry.form.call(number)

    def _first_field(self, place: int) -> str:
        return f"{self.id}-{place}-text"

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        seen = set()
        for name in formdata:
            if name.startswith(prefix) and (found := A_ROW_NUMBER.match(name, len(prefix))):
                seen.add(number := int(found[1]))
                if len(seen) > READ_AT_MOST:
                    raise TooManyRows
                yield number
