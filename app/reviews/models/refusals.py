"""When a review cannot be saved as it was typed."""
from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from app.web.errors import Refusal


class StaleDraft(Refusal):
    """The review was saved elsewhere since this form was opened: at the moment `saved_at`."""

    def __init__(self, saved_at: datetime) -> None:
        self.saved_at = saved_at

    def sentence(self) -> str:
        return _("This review was saved in another tab or on another device meanwhile.")
