"""Words that many rows share: fetched once a page, because a translation looked up in a loop costs more than the row."""
from __future__ import annotations

from datetime import datetime
from functools import cached_property

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from app.web.times import When

ORIGIN_NAMES = {
    "lecture": _l("Lecture"),
    "assignment": _l("Assignment"),
    "peer_session": _l("Peer session"),
    "mentoring": _l("Mentoring"),
    "talk": _l("Talk"),
    "own_study": _l("Own study"),
}


def register(app: Flask) -> None:
    app.jinja_env.globals["origins"] = ORIGIN_NAMES


def stamp(when: When, at: datetime) -> Markup:
    """A moment as components/time.html shows it, without the cost of a macro."""
    return Markup(f'<time datetime="{when.iso(at)}" title="{when.full(at)}">{when.ago(at)}</time>')  # noqa: S704  (made of numbers and our words)


def day_stamp(when: When, at: datetime) -> Markup:
    """The day alone: of what was asked without a name the minute would tell whose it is."""
    return Markup(f'<time datetime="{at.astimezone(when.zone):%Y-%m-%d}">{when.day(at)}</time>')  # noqa: S704


class Words:
    """The words of one page, in its reader's language."""

    def week(self, number: int) -> str:
        return self._week % {"number": number}

    @cached_property
    def _week(self) -> str:
        return _("Week %(number)s")

    @cached_property
    def origins(self) -> dict[str, str]:
        return {key: str(name) for key, name in ORIGIN_NAMES.items()}

    @cached_property
    def me_too(self) -> str:
        return _("Me too %(count)s")

    @cached_property
    def replies(self) -> str:
        return _("Replies %(count)s")

    @cached_property
    def withdrawn(self) -> str:
        """In place of words that their asker took back."""
        return _("A withdrawn question")

    @cached_property
    def nobody(self) -> str:
        return _("Without a name")

    def about(self, week: int, origin: str | None, me_toos: int, replies: int, tags: list[str], more: str = "") -> str:
        """'8주차 · 강의 · 나도 궁금해요 4 · 답변 2 · #pytorch'."""
        parts = [self.week(week)]
        if origin:
            parts.append(self.origins[origin])
        if more:
            parts.append(more)
        if me_toos:
            parts.append(self.me_too % {"count": me_toos})
        if replies:
            parts.append(self.replies % {"count": replies})
        parts += [f"#{tag}" for tag in tags]
        return " · ".join(parts)
