"""Why something that was brought cannot be read."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.web.errors import Refusal

REASONS = {
    "empty": _l("There is nothing in it."),
    "kind": _l("This kind of file cannot be read. Bring Markdown (.md), text (.txt), a page (.html) or the .zip that Notion exports."),
    "no text": _l("This is not text that we can read. Save it as UTF-8 and try again."),
    "characters": _l("There are characters in it that cannot be kept (NUL, or halves of a character). Please take them out."),
    "large": _l("This is larger than a review can be. Please bring it in smaller parts."),
    "long": _l("More of it belongs to no section than the closing note can hold. Please bring it in smaller parts."),
    "nested": _l("This page is nested so deeply that it cannot be read."),
    "archive": _l("This .zip is damaged or locked, and cannot be opened."),
    "archive large": _l("What is packed in this .zip is larger than we take. Export the page of this week alone."),
    "archive names": _l("This .zip holds links, or names that lead out of it. It is not opened."),
    "archive empty": _l("There is no review in this .zip: no Markdown, no text, no page."),
}


class Unreadable(Refusal):
    """What was brought is not read: `reason` is a key of REASONS. Nothing of it is kept."""

    status = 422

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def sentence(self) -> str:
        return str(REASONS[self.reason])
