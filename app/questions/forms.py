"""What may be typed about questions."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]

from app.cohorts.models import Membership
from app.questions.models import A_WORD, TAGS_AT_MOST, Question
from app.questions.words import ORIGIN_NAMES
from app.web.forms import Line, OnceForm, Text


class QuestionForm(OnceForm):
    text = Text(_l("Your question"), required=_l("Please write your question."))
    origin = SelectField(_l("Where it came from"), default="",
                         choices=[SelectChoice("", _l("Not said")), *(SelectChoice(*each) for each in ORIGIN_NAMES.items())])
    tags = Line(_l("Tags"))
    without_name = BooleanField(_l("Without my name"))

    @property
    def tag_list(self) -> list[str]:
        return (self.tags.data or "").split(",")


class ReplyForm(OnceForm):
    text = Text(_l("Your answer"), required=_l("Please write something first."))

    @property
    def asks_back(self) -> bool:
        return False


class GuidesReplyForm(ReplyForm):
    """For those who answer for the cohort: what they write answers the question unless they say that it asks back."""

    kind = RadioField(_l("What is it"), default="answer", choices=[
        SelectChoice("answer", _l("An answer")), SelectChoice("ask_back", _l("I need to know more: ask back")),
    ])

    @property
    def asks_back(self) -> bool:
        return self.kind.data == "ask_back"


def reply_form_for(question: Question, member: Membership) -> type[ReplyForm]:
    return GuidesReplyForm if member.guides and not question.is_by(member) else ReplyForm


class ReopeningForm(FlaskForm):
    word = Line(_l("What is still open"), limit=A_WORD, required=_l("Please say in a word what is still open."))


TAGS_HINT = _l("Separated by commas, up to %(number)s", number=TAGS_AT_MOST)
