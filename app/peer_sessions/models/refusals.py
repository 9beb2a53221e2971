"""What a peer session refuses, and why."""
from __future__ import annotations

from flask_babel import gettext as _

from app.web.errors import Refusal


class SessionClosed(Refusal):
    """It was closed in the meantime, or closed itself."""

    def sentence(self) -> str:
        return _("This peer session is closed. Its summary is here to read; it can be reopened for a day.")


class NotOpenYet(Refusal):
    """It is planned, and nobody has opened it."""

    def sentence(self) -> str:
        return _("This peer session has not begun yet.")


class BegunAlready(Refusal):
    """What has begun is not moved to another time."""

    def sentence(self) -> str:
        return _("This peer session has begun already; its time stays.")


class NotLater(Refusal):
    """The hour until which there is time is only set later: somebody may count on it."""

    def sentence(self) -> str:
        return _("Others may count on the time until then. It can only be made longer.")


class LedByAnother(Refusal):
    """Somebody else leads the session: `name`."""

    def __init__(self, name: str) -> None:
        self.name = name

    def sentence(self) -> str:
        return _("%(name)s leads this session at the moment.", name=self.name)


class NotInTheTeam(Refusal):
    """Only the campers of its team take part in a session."""

    status = 403

    def sentence(self) -> str:
        return _("Only the people of this team take part in their session.")


class InOwnTime(Refusal):
    """Each goes through this session alone: nobody has a turn."""

    def sentence(self) -> str:
        return _("In this session everybody goes through the week in their own time, so nobody has a turn.")


class OpenAlready(Refusal):
    """The team has another session over the same week, planned or open."""

    def sentence(self) -> str:
        return _("Your team has another session over this week that is not closed.")


class NotHeld(Refusal):
    """Nobody ever opened it, so there is nothing to be reopened."""

    def sentence(self) -> str:
        return _("Only a session that was held and closed can be reopened.")


class OnlyItsAskers(Refusal):
    """Whether a question goes to the mentors is for whoever wrote it."""

    status = 403

    def sentence(self) -> str:
        return _("Only whoever wrote this question can ask the mentors.")


class NotTheirOutcome(Refusal):
    """Somebody else wrote it down, and it is about others."""

    status = 403

    def sentence(self) -> str:
        return _("Whoever wrote it down takes it back, or whom it is about.")


class RowTakenUp(Refusal):
    """`name` has made it theirs: changed it in their review, or filed it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def sentence(self) -> str:
        return _("%(name)s has changed it or filed it in their review by now, so it stays there.", name=self.name)


class RepliedTo(Refusal):
    """Somebody has replied to the question that the session asked."""

    def sentence(self) -> str:
        return _("Somebody has replied to this question by now, so it stays. On its page it can still be withdrawn.")


class MentorAnswers(Refusal):
    """A mentor holds the question that the session asked."""

    def sentence(self) -> str:
        return _("A mentor is writing an answer to this question, so it stays for now.")


class NotesTooLong(Refusal):
    """With what was typed the notes would have more than so many characters, or lines."""

    status = 422

    def __init__(self, characters: int, lines: int) -> None:
        self.characters, self.lines = characters, lines

    def sentence(self) -> str:
        return _("The notes of a session hold %(characters)s characters and %(lines)s lines at most. Please make them shorter.",
                 characters=f"{self.characters:,}", lines=f"{self.lines:,}")


class NotesUnreadable(Refusal):
    """What was typed cannot be kept as it is: `why` says it."""

    status = 422

    def __init__(self, why: str) -> None:
        self.why = why

    def sentence(self) -> str:
        return self.why
