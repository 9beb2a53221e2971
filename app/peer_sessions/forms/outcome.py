"""What came out of a session, as it is written down: an answer, a decision, a question for the mentors, a resource."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.cohorts.models import Membership
from app.peer_sessions.models import PeerSession
from app.web import markdown
from app.web.finding import number
from app.web.forms import OnceForm, Text


class OutcomeForm(OnceForm):
    """Whose it is and who said it is chosen among those who are still of the team. `left` is a question of the room that goes to the mentors as it is."""

    kind = RadioField(_l("What came out?"), default="decision", choices=[
        SelectChoice("decision", _l("A decision")), SelectChoice("question", _l("For the mentors")), SelectChoice("resource", _l("A resource")),
        SelectChoice("answer", _l("Answer"))])
    question = SelectField(_l("To which question"), coerce=number, validate_choice=False, default=0, choices=[])
    text = Text(_l("In a line or more"))
    said_by = SelectField(_l("Who said it"), coerce=number, validate_choice=False, choices=[])
    people = SelectMultipleField(_l("For whom"), coerce=number, validate_choice=False, choices=[], option_widget=CheckboxInput(),
                                 widget=ListWidget(prefix_label=False))
    settles = BooleanField(_l("This settles it"), default=True)
    left: Any = HiddenField(filters=[number])

    def within(self, session: PeerSession, questions: Mapping[int, str], member: Membership) -> OutcomeForm:
        """The form of this session: its people, and the questions that may be answered, by number; `turns` must be loaded with their members."""
        self.here = {each.id: each for each in session.people_here()}
        self.known = {turn.member_id: turn.member.name for turn in session.turns}
        names = [(each.id, each.name) for each in self.here.values()]
        self.said_by.choices = self.people.choices = names  # type: ignore[assignment]
        self.question.choices = list(questions.items())  # type: ignore[assignment]
        if not self.said_by.data:
            self.said_by.data = member.id
        return self

    @property
    def chosen(self) -> list[Membership]:
        """The people who are ticked."""
        return [self.here[member_id] for member_id in self.people.data or []]

    @property
    def speaker(self) -> Membership:
        return self.here[self.said_by.data]

    def validate_text(self, field: Text) -> None:
        if not self.left.data and markdown.is_blank(field.data or ""):
            raise ValidationError(_("Please write something first."))

    def validate_people(self, field: SelectMultipleField) -> None:
        chosen = list(dict.fromkeys(field.data or []))
        field.data = [member_id for member_id in chosen if member_id in self.here]
        self._must_be_here(chosen)

    def validate_said_by(self, field: SelectField) -> None:
        if self.kind.data == "answer":
            self._must_be_here([field.data])

    def _must_be_here(self, chosen: Sequence[int]) -> None:
        gone = [member_id for member_id in chosen if member_id not in self.here]
        if not gone:
            return
        names = ", ".join(self.known[member_id] for member_id in gone if member_id in self.known)
        raise ValidationError(_("Not of this team any more: %(names)s. Please choose again.", names=names) if names else _("Please choose from this team."))
