"""One row of each section. A row in which nothing is written is no row."""
from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import BooleanField, Field, Form, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]
from wtforms.validators import ValidationError

from app.questions.models import A_TAG, TAGS_AT_MOST, Question
from app.questions.words import ORIGIN_NAMES
from app.reviews.forms.addresses import AN_ADDRESS, WebAddress
from app.reviews.models import Entry, EntryRow, QuestionRow
from app.web import markdown
from app.web.finding import LARGEST_ID
from app.web.forms import A_TEXT, Line, Text

ORIGINS = [SelectChoice("", _l("Not said")), *(SelectChoice(*each) for each in ORIGIN_NAMES.items())]
ONLY_AN_ARROW = re.compile(r"\s*(?:→|⇒|➔|=+>|-+>)\s*")
BETWEEN_TAGS = re.compile(r"[,，、\n]|#")


def tags_in(typed: str | None) -> list[str]:
    """'pytorch, cnn' and '#pytorch #cnn' are the same two."""
    return [name.strip() for name in BETWEEN_TAGS.split(typed or "") if name.strip()]


class FewTags:
    """At most five, none too long: said, not cut off."""

    def __call__(self, form: Form, field: Field) -> None:
        tags = tags_in(field.data)
        if len(set(tags)) > TAGS_AT_MOST:
            raise ValidationError(ngettext("At most %(num)s tag.", "At most %(num)s tags.", TAGS_AT_MOST))
        if any(len(tag) > A_TAG for tag in tags):
            raise ValidationError(ngettext("A tag has at most %(num)s character.", "A tag has at most %(num)s characters.", A_TAG))


def no_lone_arrow(text: str) -> str:
    """A heading with an arrow and nothing after it is still open."""
    return "" if ONLY_AN_ARROW.fullmatch(text) or markdown.is_blank(text) else text


class RowForm(Form):
    """`words` are the fields that make it a row. Filed, the first must not be blank when another is not: `missing` says so."""

    id = HiddenField()
    is_filed = False

    words: ClassVar[Sequence[str]] = ("text",)
    missing: ClassVar[Any] = _l("Please write something here, or take the row out.")

    @property
    def is_blank(self) -> bool:
        return all(markdown.is_blank(self[name].data or "") for name in self.words)

    @property
    def row_id(self) -> int | None:
        typed = self.id.data or ""
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 20 and int(typed) <= LARGEST_ID else None

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
    text = Text(_l("Question %(number)s"))
    own_answer = Text(_l("Answer to question %(number)s"))
    origin = SelectField(_l("Where question %(number)s came from"), choices=ORIGINS, default="")
    tags = Line(_l("Tags of question %(number)s"), limit=A_TEXT, validators=[FewTags()])
    asks_mentors = BooleanField(_l("Ask the mentors (question %(number)s)"), default=True)
    without_name = BooleanField(_l("Without my name (question %(number)s)"))

    words = ("text", "own_answer", "tags")
    missing = _l("Please write the question itself.")

    def row(self) -> QuestionRow:
        return QuestionRow(text=self.text.data or "", id=self.row_id, own_answer=no_lone_arrow(self.own_answer.data or ""),
                           origin=self.origin.data or None, tags=tags_in(self.tags.data), asks_mentors=bool(self.asks_mentors.data),
                           without_name=bool(self.without_name.data))

    @staticmethod
    def showing(question: Question) -> dict[str, Any]:
        return {"id": question.id, "text": question.text, "own_answer": question.own_answer, "origin": question.origin or "",
                "tags": ", ".join(tag.name for tag in question.tags), "asks_mentors": question.asks_mentors,
                "without_name": question.without_name}


class EntryRowForm(RowForm):
    section: ClassVar[str]

    def row(self) -> EntryRow:
        return EntryRow(section=self.section, text=self["text"].data or "", id=self.row_id, note=self._typed("note"))

    def _typed(self, name: str) -> str:
        return self[name].data or "" if name in self else ""

    @staticmethod
    def showing(entry: Entry) -> dict[str, Any]:
        return {"id": entry.id, "text": entry.text, "note": entry.note, "url": entry.url}


class ResourceRowForm(EntryRowForm):
    section = "resource"
    words = ("text", "url", "note")
    missing = _l("Please name it, or give its address.")

    text = Line(_l("Name of resource %(number)s"), limit=A_TEXT)
    url = Line(_l("Address of resource %(number)s"), limit=AN_ADDRESS, validators=[WebAddress()])
    note = Text(_l("What resource %(number)s is good for"))

    def row(self) -> EntryRow:
        """A resource with nothing but an address is called by it."""
        url = self.url.data or ""
        return EntryRow(section=self.section, text=self.text.data or url, id=self.row_id, url=url, note=self.note.data or "")

    @property
    def has_text(self) -> bool:
        return bool(self.url.data) or super().has_text


class StudyTopicRowForm(EntryRowForm):
    section = "study_topic"
    words = ("text", "note")
    missing = _l("Please write what you want to study.")

    text = Text(_l("Topic %(number)s"))
    note = Text(_l("First step of topic %(number)s"))


class TakeawayRowForm(EntryRowForm):
    section = "takeaway"
    text = Text(_l("Takeaway %(number)s"))


class WentWellRowForm(EntryRowForm):
    section = "went_well"
    text = Text(_l("Went well, %(number)s"))


class ToImproveRowForm(EntryRowForm):
    section = "to_improve"
    text = Text(_l("To improve, %(number)s"))


class ActionRowForm(EntryRowForm):
    section = "action"
    words = ("text", "note")
    missing = _l("Please write what you decided.")

    text = Text(_l("Decision %(number)s"))
    note = Text(_l("First step of decision %(number)s"))

