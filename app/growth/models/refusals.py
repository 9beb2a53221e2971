"""What the rules of study days refuse."""
from __future__ import annotations

from flask_babel import gettext as _

from app.web.errors import Refusal


class DayPassed(Refusal):
    def sentence(self) -> str:
        return _("This day has passed. Please choose today or a day to come.")


class DayTooFar(Refusal):
    def sentence(self) -> str:
        return _("This day is more than a year away. Please choose an earlier one.")


class NoFirstStep(Refusal):
    """A topic without a first step is nothing that one can sit down to."""

    def sentence(self) -> str:
        return _("A day goes to a topic that has a first step. Write one in the review, and the day can follow.")


class Overtaken(Exception):
    """Somebody else makes this parcel by now, or nobody wants it any more. Told to no one: the worker leaves it."""
