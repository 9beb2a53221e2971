"""What a question refuses, and why."""
from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from app.web.errors import Refusal


class AlreadyClaimed(Refusal):
    """Another mentor holds the question: `by` (a name), until the moment `until`."""

    def __init__(self, by: str, until: datetime) -> None:
        self.by, self.until = by, until

    def sentence(self) -> str:
        return _("%(name)s is writing an answer to this question.", name=self.by)


class AlreadyAnswered(Refusal):
    """The question was answered in the meantime."""

    def sentence(self) -> str:
        return _("This question was answered in the meantime.")


class TakenBack(Refusal):
    """Its asker took it back in the meantime: it is there no more."""

    def sentence(self) -> str:
        return _("This question was taken back by its asker in the meantime.")


class NotAnswered(Refusal):
    """Only what was answered can be reopened."""

    def sentence(self) -> str:
        return _("This question is open already.")


class NotYours(Refusal):
    """Who may read the question may not do this with it."""

    status = 403

    def sentence(self) -> str:
        return _("You can read this question, but this is for others to do.")
