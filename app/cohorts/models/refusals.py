"""What a cohort's rules refuse."""
from __future__ import annotations

from flask_babel import gettext as _

from app.web.errors import Refusal


class NotOpen(Refusal):
    """A join code or an invitation that was ended, ran out, or never was."""

    status = 404

    def sentence(self) -> str:
        return _("This code does not open anything (any more). Ask the person you have it from for a new one.")


class Ended(Refusal):
    """A membership was ended, and nobody has invited the person since."""

    status = 403

    def sentence(self) -> str:
        return _("Your membership in this cohort has ended. Its staff can bring you back.")


class LastStaff(Refusal):
    """A cohort must keep somebody who runs it."""

    def sentence(self) -> str:
        return _("A cohort needs at least one person who runs it. Give the role to somebody else first.")


class Archived(Refusal):
    status = 403

    def sentence(self) -> str:
        return _("This cohort is archived: everything can be read, nothing can be changed.")
