"""One row of each section. A row in which nothing is written is no row."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import BooleanField, Field, Form, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]
from wtforms.validators import ValidationError

from app.questions.models import A_TAG, TAGS_AT_MOST, tags_in
from app.questions.words import ORIGIN_NAMES
from app.reviews.forms.addresses import AN_ADDRESS, WebAddress
from app.reviews.models import ROW_FIELDS, Row, new_key
from app.reviews.models.merging import is_key
from app.web import markdown
from app.web.forms import A_TEXT, Line, Text

ORIGINS = [SelectChoice("", _l("Not said")), *(SelectChoice(*each) for each in ORIGIN_NAMES.items())]

class FewTags:
    """At most five, none too long: said, not cut off."""

    def __call__(self, form: Form, field: Field) -> None:
        tags = tags_in(field.data)
        if len(set(tags)) > TAGS_AT_MOST:
            raise ValidationError(ngettext("At most %(num)s tag.", "At most %(num)s tags.", TAGS_AT_MOST))
        if any(len(tag) > A_TAG for tag in tags):
            raise ValidationError(ngettext("A tag has at most %(num)s character.", "A tag has at most %(num)s characters.", A_TAG))


class RowForm(Form):
    """`words` are the fields that make it a row. Filed, the first must not be blank when another is not: `missing` says so."""

    key = HiddenField(default=new_key)
    is_filed = False

    section: ClassVar[str]
    words: ClassVar[Sequence[str]] = ("text",)
    missing: ClassVar[Any] = _l("Please write something here, or take the row out.")

    @property
    def is_blank(self) -> bool:
        return all(markdown.is_blank(self[name].data or "") for name in self.words)

    def row(self, otherwise: str) -> Row:
        """What is typed in it; `otherwise` is the key of a row that came without one."""
        key = self.key.data if self.key.raw_data and is_key(self.key.data) else otherwise
        return Row(self.section, str(key), {name: self._value(name) for name in ROW_FIELDS[self.section]})

    def _value(self, name: str) -> str | bool:
        return bool(self[name].data) if isinstance(self[name], BooleanField) else self[name].data or ""

    def call(self, number: int | str) -> None:
        """Let each label say which row it belongs to: for those who hear the page, and in the summary of what is wrong."""
        for each in self:
            each.label.text = str(each.label.text) % {"number": number}

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        if self.is_filed and not self.is_blank and not self.has_text:
            self["text"].errors = [*self["text"].errors, str(self.missing)]
            return False
        return valid

    @property
    def has_text(self) -> bool:
        return not markdown.is_blank(self["text"].data or "")


class QuestionRowForm(RowForm):
    section = "questions"
    text = Text(_l("Question %(number)s"))
    own_answer = Text(_l("Answer to question %(number)s"))
    origin = SelectField(_l("Where question %(number)s came from"), choices=ORIGINS, default="")
    tags = Line(_l("Tags of question %(number)s"), limit=A_TEXT, validators=[FewTags()])
    asks_mentors = BooleanField(_l("Ask the mentors (question %(number)s)"), default=True)
    without_name = BooleanField(_l("Without my name (question %(number)s)"))

    words = ("text", "own_answer", "tags")
    missing = _l("Please write the question itself.")


class ResourceRowForm(RowForm):
    section = "resources"
    words = ("text", "url", "note")
    missing = _l("Please name it, or give its address.")

    text = Line(_l("Name of resource %(number)s"), limit=A_TEXT)
    url = Line(_l("Address of resource %(number)s"), limit=AN_ADDRESS, validators=[WebAddress()])
    note = Text(_l("What resource %(number)s is good for"))

    @property
    def has_text(self) -> bool:
        return bool(self.url.data) or super().has_text


class StudyTopicRowForm(RowForm):
    section = "study_topics"
    words = ("text", "note")
    missing = _l("Please write what you want to study.")

    text = Text(_l("Topic %(number)s"))
    note = Text(_l("First step of topic %(number)s"))


class TakeawayRowForm(RowForm):
    section = "takeaways"
    text = Text(_l("Takeaway %(number)s"))


class WentWellRowForm(RowForm):
    section = "went_well"
    text = Text(_l("Went well, %(number)s"))


class ToImproveRowForm(RowForm):
    section = "to_improve"
    text = Text(_l("To improve, %(number)s"))


class ActionRowForm(RowForm):
    section = "actions"
    words = ("text", "note")
    missing = _l("Please write what you decided.")

    text = Text(_l("Decision %(number)s"))
    note = Text(_l("First step of decision %(number)s"))


ROW_FORMS: dict[str, type[RowForm]] = {
    form.section: form
    for form in (QuestionRowForm, ResourceRowForm, StudyTopicRowForm, TakeawayRowForm, WentWellRowForm, ToImproveRowForm, ActionRowForm)
}
