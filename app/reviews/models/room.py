"""What a section has room for."""
from __future__ import annotations

from flask_babel import ngettext

from app.web.errors import Refusal


class SectionFull(Refusal):
    """No further row fits into the section."""

    def __init__(self, at_most: int) -> None:
        self.at_most = at_most

    def sentence(self) -> str:
        return ngettext("This section of the week's review is full: it holds %(num)s row.", "This section of the week's review is full: it holds %(num)s rows.",
                        self.at_most)
