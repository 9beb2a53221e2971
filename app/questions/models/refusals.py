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


class AlreadyClosed(Refusal):
    """It was closed as a duplicate, or withdrawn."""

    def sentence(self) -> str:
        return _("This question was closed in the meantime.")


class AsksBack(Refusal):
    """A counter-question answers nothing."""

    def sentence(self) -> str:
        return _("This reply asks back, so it cannot settle the question.")


class OthersPointHere(Refusal):
    """Others' questions were closed as the same as this one: who asked them waits for the answer here."""

    def sentence(self) -> str:
        return _("Somebody else asked the same and was sent here for the answer, so this question stays. You can still change its words.")


class NotForThem(Refusal):
    """A question is handed to another who answers for this cohort, and did not ask it."""

    status = 422

    def sentence(self) -> str:
        return _("Please choose another mentor of this cohort, and not who asked.")


class Untold(Refusal):
    """A word that cannot be kept, and why."""

    status = 422

    def __init__(self, why: str) -> None:
        self.why = why

    def sentence(self) -> str:
        return self.why


class NotTheSame(Refusal):
    """Why the named question cannot be the one that this one repeats."""

    status = 422


class SameAsItself(NotTheSame):
    def sentence(self) -> str:
        return _("This is the question itself. Please choose another one.")


class SameAsDuplicate(NotTheSame):
    def sentence(self) -> str:
        return _("That question was itself closed as the same as another. Please choose that other one.")


class InACircle(NotTheSame):
    def sentence(self) -> str:
        return _("That question was closed as the same as this one, so this one has to stay.")


class SameAsWithdrawn(NotTheSame):
    def sentence(self) -> str:
        return _("That question was withdrawn by its asker. Please choose another one.")


class OfAnotherCohort(NotTheSame):
    def sentence(self) -> str:
        return _("That question is in another cohort. Please choose one of this cohort.")


class NotInSight(NotTheSame):
    """It is not there, or not to be seen by whoever names it."""

    def sentence(self) -> str:
        return _("There is no such question here. Please look at its address once more.")


class NotEverybodys(NotTheSame):
    """Who reads this one could not read that one."""

    def sentence(self) -> str:
        return _("Not everybody who can read this question can read that one. Please choose another one.")


class NotAnswered(Refusal):
    """Only what was answered or closed can be reopened."""

    def sentence(self) -> str:
        return _("This question is open already.")


class NotYours(Refusal):
    """Who may read the question may not do this with it."""

    status = 403

    def sentence(self) -> str:
        return _("You can read this question, but this is for others to do.")


class SavedElsewhere(Refusal):
    """Another open page saved something else since: `text`, as `version`."""

    def __init__(self, text: str, version: int) -> None:
        self.text, self.version = text, version

    def sentence(self) -> str:
        return _("This answer was written on in another page. Both texts are here; choose what shall stand.")


class SnippetsFull(Refusal):
    """No further snippet fits on that shelf."""

    def __init__(self, at_most: int) -> None:
        self.at_most = at_most

    def sentence(self) -> str:
        return _("There is room for %(number)s of them. Take one out first.", number=self.at_most)


class NoSuchTag(Refusal):
    """No question of the cohort is tagged so (any more)."""

    status = 404

    def __init__(self, name: str) -> None:
        self.name = name

    def sentence(self) -> str:
        return _("No question is tagged #%(name)s any more.", name=self.name)


class TakenUp(Refusal):
    """What one wrote down for somebody else is theirs by now."""

    def sentence(self) -> str:
        return _("It was edited, endorsed or chosen as the answer in the meantime, so it stays. Whoever said it can still take it back.")


class ReplyTakenBack(Refusal):
    """Its author took the reply back in the meantime."""

    def sentence(self) -> str:
        return _("This reply was taken back in the meantime.")
