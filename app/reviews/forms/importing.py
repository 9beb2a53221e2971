"""What is brought from elsewhere: the text or the file, and then each row of it to be looked at before it is added."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FieldList, FileField, Form, FormField, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]
from wtforms.validators import ValidationError

from app.questions.words import ORIGIN_NAMES
from app.reviews.forms.addresses import AN_ADDRESS
from app.reviews.forms.sections import A_ROW_NUMBER, TooManyRows
from app.reviews.importing.adding import MORE, as_remark, more_of, moved
from app.reviews.importing.decoding import AT_MOST
from app.reviews.models import ROW_FIELDS, ROWS_AT_MOST, Document, Row
from app.reviews.models.document import CHECKED
from app.reviews.models.merging import is_key
from app.web.forms import A_LONG_TEXT, Line, Text

TAKEN = ".md,.markdown,.txt,.html,.htm,.zip"
SECTION_NAMES: dict[str, Any] = {
    "questions": _l("Questions"), "resources": _l("Resources"), "study_topics": _l("To study next"), "takeaways": _l("Takeaways"),
    "went_well": _l("Went well"), "to_improve": _l("To improve"), "actions": _l("Actions"),
}
MORE_NAMES: dict[str, Any] = {"questions": _l("Answer"), "resources": _l("Note"), "study_topics": _l("First step"), "actions": _l("First step")}
CLOSING, LEFT_OUT = "closing", "out"
PLACES = [*(SelectChoice(*each) for each in SECTION_NAMES.items()), SelectChoice(CLOSING, _l("Closing note")), SelectChoice(LEFT_OUT, _l("Leave out"))]
CHOICES = ("origin", "tags", "asks_mentors", "without_name")  # of a question that was exported from here
BROUGHT_AT_MOST = len(ROW_FIELDS) * ROWS_AT_MOST
KEPT = ("energy", "energy_word", "shares_energy", "audience")


class BringForm(FlaskForm):
    """One of the two is enough; a file counts before a text."""

    text = Text(_l("Paste your review here"), limit=AT_MOST)
    file = FileField(_l("Or choose a file"), description=_l("Markdown, text, a page (.html), or the .zip that Notion exports."))


class BroughtRowForm(Form):
    """A row that was found, and where it goes."""

    key = HiddenField()
    section = HiddenField()
    to = SelectField(_l("Where row %(number)s goes"), choices=PLACES)
    text = Text(_l("Row %(number)s"))
    url = Line(_l("Address of row %(number)s"), limit=AN_ADDRESS)
    more = Text(_l("Answer, note or first step of row %(number)s"))
    origin = HiddenField()
    tags = HiddenField()
    asks_mentors = HiddenField()
    without_name = HiddenField()

    @classmethod
    def told(cls, row: Row) -> dict[str, object]:
        """What the form of this row holds."""
        told: dict[str, object] = {"key": row.key, "section": row.section, "to": row.section, "text": row["text"],
                                   "url": row.values.get("url", ""), "more": more_of(row)}
        if row.section == "questions":
            told |= {name: "y" if row[name] is True else row[name] or "" for name in CHOICES}
        return told

    def call(self, number: int) -> None:
        for field in self:
            field.label.text = str(field.label.text) % {"number": number}

    def validate_section(self, field: Any) -> None:
        if field.data not in ROW_FIELDS or not is_key(self.key.data or ""):
            raise ValidationError(_l("This row was changed on its way. Please bring the text again."))

    @property
    def row(self) -> Row:
        section = str(self.section.data)
        values: dict[str, Any] = {"text": self.text.data or ""}
        if section in MORE:
            values[MORE[section]] = self.more.data or ""
        if section == "resources":
            values["url"] = self.url.data or ""
        if section == "questions":
            values |= {name: bool(self[name].data) if name in CHECKED else self[name].data or "" for name in CHOICES}
            values["origin"] = values["origin"] if values["origin"] in ORIGIN_NAMES else ""
        return Row.of(section, str(self.key.data), **values)


class BroughtRows(FieldList):
    """No page of ours sends more rows than the sections hold; more are refused before any is read."""

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        found = (A_ROW_NUMBER.match(name, len(prefix)) for name in formdata if name.startswith(prefix))
        numbers = {int(number[1]) for number in found if number}
        if len(numbers) > BROUGHT_AT_MOST:
            raise TooManyRows
        return iter(sorted(numbers))


class CheckForm(FlaskForm):
    """All that was found, to be looked at and moved."""

    title = Line(_l("Title"))
    closing = Text(_l("Closing note"), limit=A_LONG_TEXT)
    rows = BroughtRows(FormField(BroughtRowForm))
    energy = HiddenField()
    energy_word = HiddenField()
    shares_energy = HiddenField()
    audience = HiddenField()

    @classmethod
    def of(cls, document: Document) -> CheckForm:
        form = cls(formdata=None, data={
            "title": document.title, "closing": document.closing, "rows": [BroughtRowForm.told(row) for row in document.rows],
            "energy": document.energy, "energy_word": document.energy_word, "shares_energy": "y" if document.shares_energy else "",
            "audience": document.audience,
        })
        return form.numbered()

    def numbered(self) -> CheckForm:
        for number, entry in enumerate(self.rows.entries, 1):
            entry.form.call(number)
        return self

    def brought(self) -> tuple[Document, list[str]]:
        """The rows where they are to go, and those that go to the closing note."""
        rows: list[Row] = []
        remarks: list[str] = []
        for entry in self.rows.entries:
            to, row = entry.form.to.data, entry.form.row
            if to == CLOSING and not row.is_blank:
                remarks.append(as_remark(row))
            elif to not in (CLOSING, LEFT_OUT):
                rows.append(moved(row, to))
        energy = self.energy.data if self.energy.data in {"1", "2", "3", "4", "5"} else ""
        audience = self.audience.data if self.audience.data in {"cohort", "team", "mentors", "me"} else "cohort"
        return Document(title=self.title.data or "", closing=self.closing.data or "", rows=rows, energy=energy, audience=audience,
                        energy_word=(self.energy_word.data or "")[:200], shares_energy=bool(self.shares_energy.data)), remarks
