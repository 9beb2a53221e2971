"""Why what was filed cannot be taken back."""
from __future__ import annotations

from flask_babel import gettext as _

from app.web.errors import Refusal


class Refused(Refusal):
    """It stays filed."""


class NotFiled(Refused):
    def sentence(self) -> str:
        return _("This review is a draft already.")


class SomebodyReplied(Refused):
    """Taking the review back would take what they said along."""

    def sentence(self) -> str:
        return _("Somebody has replied to one of its questions or wants to know as well, so it stays filed. You can still change it, also who reads it.")


class SomebodyAnswers(Refused):
    def sentence(self) -> str:
        return _("A mentor is writing an answer to one of its questions, so it stays filed for now.")


class SomebodyWrote(Refused):
    def sentence(self) -> str:
        return _("Somebody has left a word on it, so it stays filed. You can still change it, also who reads it.")
