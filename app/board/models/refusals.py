"""What the board's rules refuse."""
from __future__ import annotations

from flask_babel import gettext as _

from app.web.errors import Refusal


class NotYours(Refusal):
    status = 403

    def sentence(self) -> str:
        return _("Only who wrote this note can take it back.")


class NotesFull(Refusal):
    def __init__(self, at_most: int) -> None:
        super().__init__(at_most)
        self.at_most = at_most

    def sentence(self) -> str:
        return _("There are %(num)s notes about this person already. Take one back first.", num=self.at_most)


class AlreadyCared(Refusal):
    """Somebody else looks after them."""

    def __init__(self, by: str) -> None:
        super().__init__(by)
        self.by = by

    def sentence(self) -> str:
        return _("%(name)s is looking after them already.", name=self.by)
