"""What may be typed about questions."""
from __future__ import annotations

from hashlib import sha256

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]
from wtforms.validators import ValidationError

from app.cohorts.models import Membership
from app.questions.models import A_SNIPPET, A_TAG, A_TITLE, A_WORD, TAGS_AT_MOST, Question, Reply, tag_names, tags_in
from app.questions.words import ORIGIN_NAMES
from app.web.forms import AtMost, Line, OnceForm, Storable, Text

ORIGINS_TO_CHOOSE = [SelectChoice("", _l("Not said")), *(SelectChoice(*each) for each in ORIGIN_NAMES.items())]


class QuestionForm(OnceForm):
    text = Text(_l("Your question"), required=_l("Please write your question."))
    origin = SelectField(_l("Where it came from"), default="", choices=ORIGINS_TO_CHOOSE)
    tags = Line(_l("Tags"))
    without_name = BooleanField(_l("Without my name"))
    joins_review = BooleanField(_l("Put it into this week's review, too"), default=True)
    told = HiddenField()  # "yes": similar questions were shown, by script or by the page that comes back

    @classmethod
    def for_member(cls, member: Membership) -> QuestionForm:
        """Who writes no reviews is not asked about them."""
        form = cls()
        if not member.is_camper:
            del form.joins_review
        return form

    @property
    def joins(self) -> bool:
        return "joins_review" in self and self.joins_review.data

    @property
    def tag_list(self) -> list[str]:
        return (self.tags.data or "").split(",")


class ReplyForm(OnceForm):
    text = Text(_l("Your answer"), required=_l("Please write something first."))
    version = HiddenField(default="0")  # of the draft that the page began from
    told = HiddenField()  # "closed", or who was writing as well (a member's number): what the page said of it

    @property
    def asks_back(self) -> bool:
        return False


class GuidesReplyForm(ReplyForm):
    """For those who answer for the cohort: what they write answers the question unless they say that it asks back."""

    kind = RadioField(_l("What is it"), default="answer", choices=[
        SelectChoice("answer", _l("An answer")), SelectChoice("ask_back", _l("I need to know more: ask back")),
    ])
    seen = HiddenField()  # the last reply that the page showed

    @property
    def asks_back(self) -> bool:
        return self.kind.data == "ask_back"


def reply_form_for(question: Question, member: Membership) -> type[ReplyForm]:
    return GuidesReplyForm if member.guides and not question.is_by(member) else ReplyForm


class DraftForm(FlaskForm):
    """A reply as far as it is written. `once` is that of the form in which it is written."""

    text = Text(_l("Your answer"))
    version = HiddenField(default="0", validators=[Storable(), AtMost(9)])
    once = HiddenField(validators=[Storable(), AtMost(40)])

    @property
    def begun_from(self) -> int:
        number = self.version.data or ""
        return int(number) if number.isascii() and number.isdigit() else 0


class SnippetForm(OnceForm):
    title = Line(_l("What it is about"), limit=A_TITLE, required=_l("Please give it a name by which you find it."))
    text = Text(_l("The text"), limit=A_SNIPPET, required=_l("Please write something first."))


class StaffsSnippetForm(SnippetForm):
    for_all = BooleanField(_l("For all mentors of this cohort"))


class ReopeningForm(FlaskForm):
    """What is still missing in an answer."""

    word = Line(_l("What is still open"), limit=A_WORD, required=_l("Please say in a word what is still open."))


class DifferenceForm(ReopeningForm):
    """It was closed as the same as another."""

    word = Line(_l("What is different here"), limit=A_WORD, required=_l("Please say in a word what is different here."))


class AfterAllForm(ReopeningForm):
    """It was withdrawn."""

    word = Line(_l("Why you ask it after all"), limit=A_WORD, required=_l("Please say in a word why you ask it after all."))


def reopening_form_for(question: Question) -> type[ReopeningForm]:
    return {"duplicate": DifferenceForm, "withdrawn": AfterAllForm}.get(question.state, ReopeningForm)


class HandingForm(FlaskForm):
    word = Line(_l("A word on why"), limit=A_WORD)


class OwnAnswerForm(FlaskForm):
    own_answer = Text(_l("What you found out"), required=_l("Please write something first."))


TAGS_HINT = _l("Separated by commas, up to %(number)s", number=TAGS_AT_MOST)


class EditForm(FlaskForm):
    """A reply said otherwise. `was` tells from which words its author began: where they are others by now, the page shows both."""

    was = HiddenField()
    text = Text(_l("Your answer"), required=_l("Please write something first."))
    is_stale = False

    def begin_from(self, thing: Question | Reply) -> None:
        """Show what it says now."""
        self.text.data, self.was.data = thing.text, mark_of(thing)

    def is_about(self, thing: Question | Reply) -> bool:
        """Whether it still says what its author began from, or says already what was typed."""
        return self.was.data == mark_of(thing) or not self.changes(thing)

    def changes(self, thing: Question | Reply) -> bool:
        return self.text.data != thing.text

    def ask_again(self, thing: Question | Reply) -> None:
        """Sent once more it takes the place of what the page shows beside it now."""
        self.is_stale, self.was.data = True, mark_of(thing)


class QuestionEditForm(EditForm):
    """A question that was asked on its own; `tags` of the question must be loaded."""

    text = Text(_l("Your question"), required=_l("Please write your question."))
    origin = SelectField(_l("Where it came from"), choices=ORIGINS_TO_CHOOSE, default="")
    tags = Line(_l("Tags"))

    def begin_from(self, thing: Question | Reply) -> None:
        assert isinstance(thing, Question)
        super().begin_from(thing)
        self.origin.data, self.tags.data = thing.origin or "", ", ".join(tag.name for tag in thing.tags)

    def changes(self, thing: Question | Reply) -> bool:
        assert isinstance(thing, Question)
        others = self.origin.data or None, tag_names(self.tag_list)
        return super().changes(thing) or others != (thing.origin, [tag.name for tag in thing.tags])

    @property
    def tag_list(self) -> list[str]:
        return tags_in(self.tags.data)


def mark_of(thing: Question | Reply) -> str:
    """A short mark by which two states of it are told apart."""
    parts = [thing.text]
    if isinstance(thing, Question):
        parts += [thing.origin or "", *sorted(tag.name for tag in thing.tags)]
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


class TagForm(FlaskForm):
    """Another name for a tag; `sure` is the tag that it is to be one with, once the page has said so."""

    tag = HiddenField(validators=[Storable()])
    sure = HiddenField(validators=[Storable()])
    name = Line(_l("Another name"), required=_l("Please write the name that it shall have."))

    @property
    def chosen(self) -> str:
        return tag_names([self.name.data or ""])[0]

    def validate_name(self, field: Line) -> None:
        if len(tags_in(field.data)) != 1 or not tag_names([field.data or ""]):
            raise ValidationError(_l("One name, please."))
        if len(field.data or "") > A_TAG:
            raise ValidationError(ngettext("A tag has at most %(num)s character.", "A tag has at most %(num)s characters.", A_TAG))
