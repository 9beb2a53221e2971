"""The review as one form, and what its buttons that only change rows do to it."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, Form, HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]
from wtforms.validators import ValidationError

from app.cohorts.models import Membership
from app.reviews.forms.rows import (
    ActionRowForm,
    EntryRowForm,
    QuestionRowForm,
    ResourceRowForm,
    StudyTopicRowForm,
    TakeawayRowForm,
    ToImproveRowForm,
    WentWellRowForm,
)
from app.reviews.forms.sections import Rows
from app.reviews.models import Review, Written
from app.web import markdown
from app.web.forms import A_LONG_TEXT, Line, Text

AUDIENCES = [
    SelectChoice("cohort", _l("Our cohort")), SelectChoice("team", _l("My team")), SelectChoice("mentors", _l("Mentors only")),
    SelectChoice("me", _l("Only me")),
]
STEPS = [SelectChoice("", _l("Not said")), *(SelectChoice(str(step), str(step)) for step in range(1, 6))]
CHANGES = ("add", "remove", "move_up", "move_down")


class ReviewForm(FlaskForm):
    """Only its limits are checked: a draft may be as unfinished as it likes."""

    version = HiddenField(default="0")
    title = Line(_l("Title"))
    questions = Rows(QuestionRowForm, _l("Questions"))
    resources = Rows(ResourceRowForm, _l("Resources"))
    study_topics = Rows(StudyTopicRowForm, _l("To study next"))
    takeaways = Rows(TakeawayRowForm, _l("Takeaways"))
    went_well = Rows(WentWellRowForm, _l("Went well"), suggested=3)
    to_improve = Rows(ToImproveRowForm, _l("To improve"), suggested=3)
    actions = Rows(ActionRowForm, _l("Actions"))
    closing = Text(_l("Closing note"), limit=A_LONG_TEXT)
    energy = RadioField(_l("Energy"), choices=STEPS, default="")
    energy_word = Line(_l("A word on it"))
    shares_energy = BooleanField(_l("Mentors and staff may see it"))
    audience = SelectField(_l("Who reads it"), choices=AUDIENCES, default="cohort")

    @classmethod
    def of(cls, review: Review | None, author: Membership) -> ReviewForm:
        """The form as it came, or as it is saved; a new one with the blank rows that are suggested.

        A form that came without an audience keeps the one that is saved: nobody shows more than they chose.
        """
        sent = request.method == "POST"
        form = cls(data={"audience": review.audience} if review and sent else cls._showing(review) if review else None)
        if author.team_id is None and form.audience.data != "team":
            form.audience.choices = [choice for choice in AUDIENCES if choice.value != "team"]
        if not sent:
            for rows in form.sections():
                rows.offer(1 if review else rows.suggested)
        return form

    def sections(self) -> Iterator[Rows]:
        return (field for field in self if isinstance(field, Rows))

    def entry_sections(self) -> Iterator[Rows]:
        """All but the questions, in the order of the page."""
        return (rows for rows in self.sections() if rows.name != "questions")

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

    def written(self) -> Written:
        return Written(
            title=self.title.data or "",
            questions=[row.row() for row in self.questions.written],
            entries=[row.row() for rows in self.entry_sections() for row in rows.written],
            closing=self.closing.data or "",
            energy=int(self.energy.data) if self.energy.data else None,
            energy_word=self.energy_word.data or "",
            shares_energy=bool(self.shares_energy.data),
            audience=self.audience.data,
            version=self._version(),
        )

    def _version(self) -> int:
        typed = self.version.data or ""
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else -1

    @classmethod
    def _showing(cls, review: Review) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "version": str(review.version), "title": review.title, "closing": review.closing, "energy": str(review.energy or ""),
            "energy_word": review.energy_word, "shares_energy": review.shares_energy, "audience": review.audience,
            "questions": [QuestionRowForm.showing(question) for question in review.questions],
        }
        for name, row in _ENTRY_ROWS.items():
            shown[name] = [row.showing(entry) for entry in review.entries if entry.section == row.section]
        return shown


class FilingForm(ReviewForm):
    """To be filed, or filed already: it needs a title, and each row its own words."""

    def validate(self, extra_validators: Any = None) -> bool:
        for rows in self.sections():
            for row in rows.written:
                row.is_filed = True
        return super().validate({**(extra_validators or {}), "title": [_something]})


def _something(form: Form, field: Field) -> None:
    if markdown.is_blank(field.data or ""):
        raise ValidationError(_("A review needs a title. A word on the week is enough."))


_ENTRY_ROWS: dict[str, type[EntryRowForm]] = {
    "resources": ResourceRowForm,
    "study_topics": StudyTopicRowForm,
    "takeaways": TakeawayRowForm,
    "went_well": WentWellRowForm,
    "to_improve": ToImproveRowForm,
    "actions": ActionRowForm,
}
