"""Why a picture is not taken."""
from __future__ import annotations

from flask_babel import gettext as _

from app.web.errors import Refusal
from config import MEGABYTE

SENT_AT_MOST = 5 * MEGABYTE


class NoPicture(Refusal):
    """Nothing was chosen, or a file of no bytes."""

    status = 422

    def sentence(self) -> str:
        return _("Please choose a picture first. What came was empty.")


class TooLarge(Refusal):
    status = 413

    def sentence(self) -> str:
        return too_large()


class NotAPicture(Refusal):
    """By its content it is none of the kinds that we take, whatever it is called."""

    status = 415

    def sentence(self) -> str:
        return _("This is not a picture that can be shown here. PNG, JPEG, GIF and WebP can.")


class Broken(Refusal):
    """It begins as a picture and does not go on as one."""

    status = 422

    def sentence(self) -> str:
        return _("This picture is damaged or was cut off on its way. Please send it once more.")


class TooManyPixels(Refusal):
    """Drawn, it would be larger than `limit` pixels."""

    status = 422

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def sentence(self) -> str:
        return _("This picture has too many pixels: more than %(millions)s million. Please make it smaller first.", millions=self.limit // 1_000_000)


class Full(Refusal):
    """The member's pictures in this cohort take all the room there is for one."""

    status = 422

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def sentence(self) -> str:
        return _("Your pictures in this cohort would be larger than %(limit)s MB together. There is no room for more.", limit=self.limit // MEGABYTE)


class Busy(Refusal):
    """So many pictures are being drawn anew that this one's turn did not come."""

    status = 503

    def sentence(self) -> str:
        return _("Many pictures are arriving at once. Please try again in a few seconds.")


def too_large() -> str:
    return _("This picture is larger than %(limit)s MB. Please make it smaller first.", limit=SENT_AT_MOST // MEGABYTE)
