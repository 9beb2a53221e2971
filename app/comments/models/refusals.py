"""When a remark cannot be kept as it was typed."""
from __future__ import annotations

from flask_babel import gettext as _

from app.web.errors import Refusal


class StaleComment(Refusal):
    """The remark was edited elsewhere since this form was opened."""

    def sentence(self) -> str:
        return _("This comment was edited in another tab or on another device meanwhile.")
