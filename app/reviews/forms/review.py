"""The review as one form, and what its buttons that only change rows do to it."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, Form, HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]
from wtforms.validators import ValidationError

from app.cohorts.models import Membership
from app.reviews.forms.rows import ROW_FORMS
from app.reviews.forms.sections import Rows
from app.reviews.models import Document, Row, Seen
from app.reviews.models.document import SINGLE
from app.web import markdown
from app.web.forms import A_LONG_TEXT, Line, Text

AUDIENCES = [
    SelectChoice("cohort", _l("Our cohort")), SelectChoice("team", _l("My team")), SelectChoice("mentors", _l("Mentors only")),
    SelectChoice("me", _l("Only me")),
]
STEPS = [SelectChoice("", _l("Not said")), *(SelectChoice(str(step), str(step)) for step in range(1, 6))]
CHOSEN = ("energy", "audience", "origin", "url", "shares_energy", "asks_mentors", "without_name")  # of two of these, one
NEXT = "\n\n"  # between two texts
CHANGES = ("add", "remove", "move_up", "move_down")


class ReviewForm(FlaskForm):
    """Only its limits are checked: a draft may be as unfinished as it likes.

    `version` and `seen` say what the form showed when it was opened, so that what changed elsewhere meanwhile is noticed.
    """

    version = HiddenField(default="0")
    seen = HiddenField()
    title = Line(_l("Title"))
    questions = Rows(ROW_FORMS["questions"], _l("Questions"))
    resources = Rows(ROW_FORMS["resources"], _l("Resources"))
    study_topics = Rows(ROW_FORMS["study_topics"], _l("To study next"))
    takeaways = Rows(ROW_FORMS["takeaways"], _l("Takeaways"))
    went_well = Rows(ROW_FORMS["went_well"], _l("Went well"), suggested=3)
    to_improve = Rows(ROW_FORMS["to_improve"], _l("To improve"), suggested=3)
    actions = Rows(ROW_FORMS["actions"], _l("Actions"))
    closing = Text(_l("Closing note"), limit=A_LONG_TEXT)
    energy = RadioField(_l("Energy"), choices=STEPS, default="")
    energy_word = Line(_l("A word on it"))
    shares_energy = BooleanField(_l("Mentors and staff may see it"))
    audience = SelectField(_l("Who reads it"), choices=AUDIENCES, default="cohort")

    @classmethod
    def sent(cls, saved: Document, author: Membership) -> ReviewForm:
        """The form as it came. Without an audience it keeps the one that is saved: nobody shows more than they chose."""
        form = cls(data={"audience": saved.audience})
        offer_audiences(form, author)
        return form

    @classmethod
    def showing(cls, document: Document, version: int, author: Membership, seen: Seen | None = None) -> ReviewForm:
        """A form with this in it, begun from what is saved as `version`; a new one with the blank rows that are suggested."""
        form = cls(formdata=None, data={**_shown(document), "version": str(version), "seen": (seen or Seen.of(document)).as_text()})
        offer_audiences(form, author)
        for rows in form.sections():
            rows.offer(rows.suggested if document.is_blank else 1)
        return form

    def sections(self) -> Iterator[Rows]:
        return (field for field in self if isinstance(field, Rows))

    def pressed(self, sent: Mapping[str, str]) -> str | None:
        """A button that only changes rows: does it and gives the id of the field to go on with. None when another was pressed."""
        change = next((name for name in CHANGES if name in sent), None)
        if change is None:
            return None
        name, _dash, number = sent[change].partition("-")
        rows = next((rows for rows in self.sections() if rows.name == name), None)
        if rows is None:
            return ""
        if change == "add":
            return rows.add()
        row = int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else -1
        return rows.remove(row) if change == "remove" else rows.move(row, -1 if change == "move_up" else 1)

    def be_shown(self) -> ReviewForm:
        """Ready for the page: every section has a row to write in, every row knows its number."""
        for rows in self.sections():
            rows.offer(1)
            rows.call()
        return self

    def faults(self) -> list[tuple[str, str, str]]:
        """What is wrong, in the order of the page: of each the id and the name of its field, and why. After `be_shown` rows know their numbers."""
        told: list[tuple[str, str, str]] = []
        for field in self:
            fields: list[Any] = [field]
            if isinstance(field, Rows):
                fields += [each for entry in field.entries for each in entry.form]
            told += [(each.id, str(each.label.text), str(error)) for each in fields for error in each.errors if not isinstance(error, dict | list)]
        return told

    def document(self) -> Document:
        """What is typed; rows in which nothing is are left out."""
        singles = {name: self[name].data if name == "shares_energy" else self[name].data or "" for name in SINGLE}
        return Document(**{**singles, "shares_energy": bool(singles["shares_energy"])}, rows=list(self._rows()))

    def began_from(self, saved: Document, version: int) -> Seen:
        """What the form showed when it was opened: what is saved, unless something else was saved since."""
        return Seen.of(saved) if self._version() == version else Seen.read(self.seen.data or "") or Seen()

    def take(self, sent: Mapping[str, str], saved: Document) -> None:
        """What was chosen where two texts stood side by side comes into its field: one's own, the saved one, or both."""
        there = dict(saved.fields())
        for sent_name, way in sent.items():
            path = sent_name.removeprefix("take-")
            field = self._field_at(path) if sent_name.startswith("take-") and path in there else None
            if field is not None and way == "saved":
                field.data = there[path]
            elif field is not None and way == "both":
                field.data = joined(path, there[path], field.data)

    def _field_at(self, path: str) -> Field | None:
        section, dot, rest = path.partition(".")
        if not dot:
            return self[path]
        key, _dot, name = rest.partition(".")
        rows = next((rows for rows in self.sections() if rows.name == section), None)
        return next((entry.form[name] for entry in rows.entries if entry.form.key.data == key), None) if rows else None

    def _rows(self) -> Iterator[Row]:
        used: set[str] = set()
        for rows in self.sections():
            for place, entry in enumerate(rows.entries):
                row = entry.form.row(f"{rows.name}-{rows.number_of(place)}")
                if not entry.form.is_blank:
                    yield row if row.key not in used else Row.of(row.section, **row.values)
                    used.add(row.key)

    def _version(self) -> int:
        typed = self.version.data or ""
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else -1


class SinglesForm(Form):
    """What a review has once, by itself: changed without the rest of the form."""

    title = ReviewForm.title
    closing = ReviewForm.closing
    energy = ReviewForm.energy
    energy_word = ReviewForm.energy_word
    shares_energy = ReviewForm.shares_energy
    audience = ReviewForm.audience


def offer_audiences(form: Form, author: Membership) -> None:
    """Who is in no team is not asked whether the team may read it."""
    field: Any = form["audience"]
    if author.team_id is None and field.data != "team":
        field.choices = [choice for choice in AUDIENCES if choice.value != "team"]


class FilingForm(ReviewForm):
    """To be filed, or filed already: it needs a title, and each row its own words."""

    @classmethod
    def checked(cls, document: Document, author: Membership) -> FilingForm:
        """What is saved, to be looked at with nothing sent: `validate` tells what is missing."""
        form = cls(formdata=None, data=_shown(document), meta={"csrf": False})
        offer_audiences(form, author)
        return form

    def validate(self, extra_validators: Any = None) -> bool:
        for rows in self.sections():
            for row in rows.written:
                row.is_filed = True
        return super().validate({**(extra_validators or {}), "title": [_something]})


def _shown(document: Document) -> dict[str, Any]:
    shown: dict[str, Any] = {name: getattr(document, name) for name in SINGLE}
    for section in ROW_FORMS:
        shown[section] = [{"key": row.key, **row.values} for row in document.section(section)]
    return shown


def _something(form: Form, field: Field) -> None:
    if markdown.is_blank(field.data or ""):
        raise ValidationError(_("A review needs a title. A word on the week is enough."))


def joined(path: str, saved: Any, mine: Any) -> Any:
    """Both texts, one after the other, each once; of what cannot be joined (a choice, an address), one's own."""
    name = path.rpartition(".")[2]
    if name in CHOSEN or not saved or not mine or saved in mine:
        return mine or saved
    if mine in saved:
        return saved
    one_line = path in ("title", "energy_word") or (path.startswith("resources.") and name == "text")
    between = ", " if name == "tags" else " " if one_line else NEXT
    return f"{saved}{between}{mine}"
