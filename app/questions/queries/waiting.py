"""The mentors' queue: what waits, the longest first, and who is writing."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import Row, Select, select

from app.cohorts.models import Membership
from app.questions.filters import Filters
from app.questions.models import Question
from app.questions.queries.names import name_of, team_of, week_number
from app.questions.queries.tags import tags_of
from app.questions.queries.walks import place_of, shape_of, values_of, walk
from app.questions.words import Words
from app.web.pages import oldest_first
from app.web.times import When

A_SAMPLE = 101  # answers; a median of as many is within a few per cent of that of all


@dataclass(slots=True)
class Queued:
    """A waiting question as the queue shows it. `writer` is who holds it, until `until`; `handed` and `seen` say for whom it is meant and who saw it."""

    id: int
    is_late: bool
    waiting: str
    about: str
    headline: Markup
    asker: str
    is_own: bool
    is_mine: bool
    writer: str
    until: str
    left: str
    handed: str
    seen: str


@dataclass(frozen=True)
class Queue:
    questions: list[Queued]
    after: str | None


def queue_for(member: Membership, filters: Filters, when: When) -> Queue:
    """The page of the queue that the address asks for; two statements."""
    shape = shape_of(filters)
    page = oldest_first(_rows(shape), *place_of(shape), values=values_of(member, filters, when.now))
    tags, telling = tags_of([row.id for row in page.rows]), _Telling(member, when)
    return Queue([telling.of(row, tags.get(row.id, [])) for row in page.rows], page.after)


class _Telling:
    """Rows in words, which are fetched once a page."""

    def __init__(self, member: Membership, when: When) -> None:
        self.member, self.when, self.promise, self.words = member, when, member.cohort.promise, Words()
        self.unnamed, self.only_here = _("without a name"), _("Only for mentors and staff: %(name)s")
        self.writing, self.left = _("%(name)s is writing"), _("%(left)s left")
        self.for_me, self.for_another, self.seen = _("Handed to you"), _("Handed to %(name)s"), _("Seen by %(name)s")

    def of(self, row: Row[*tuple[Any, ...]], tags: list[str]) -> Queued:
        when = self.when
        until = row.claimed_until if row.claimed_until is not None and row.claimed_until > when.now else None
        held = until is not None
        asker = f"{row.team} {row.name}" if row.team else row.name
        return Queued(
            id=row.id,
            is_late=when.now - row.waiting_since > self.promise,
            waiting=when.waiting(row.waiting_since),
            about=self.words.about(row.number, row.origin, row.me_too_count, row.reply_count, tags, self.unnamed if row.without_name else ""),
            headline=Markup(row.headline_html),  # noqa: S704  (rendered and sanitised when it was written)
            asker=self.only_here % {"name": asker} if row.without_name else asker,
            is_own=row.author_id == self.member.id,
            is_mine=held and row.claimed_by_id == self.member.id,
            writer=self.writing % {"name": row.writer} if held else "",
            until=when.iso(until) if until else "",
            left=self.left % {"left": when.left(until)} if until else "",
            handed="" if not row.handed_to_id else self.for_me if row.handed_to_id == self.member.id else self.for_another % {"name": row.handed},
            seen=self.seen % {"name": row.seen} if row.seen and not held else "",
        )


def usual_wait(cohort_id: int, now: datetime) -> Select[datetime, datetime]:
    """Asked and answered moments of a sample of the last four weeks' answers, by one index.

    Without what was asked without a name: where answers are few, its moment of asking could be worked out.
    """
    return (select(Question.asked_at, Question.answered_at)  # type: ignore[return-value]
            .where(Question.cohort_id == cohort_id, Question.asked_at >= now - timedelta(weeks=4), Question.answered_at.is_not(None),
                   Question.without_name.is_(False))
            .order_by(Question.asked_at.desc()).limit(A_SAMPLE))


@cache
def _rows(shape: Filters) -> Select[*tuple[Any, ...]]:
    """Built once for each way of choosing: building it costs more than running it."""
    return walk(
        shape, Question.id, Question.waiting_since, Question.origin, Question.me_too_count, Question.reply_count, Question.headline_html,
        Question.without_name, Question.author_id, Question.claimed_by_id, Question.claimed_until, Question.handed_to_id,
        week_number().label("number"), name_of(Question.author_id).label("name"), team_of(Question.author_id).label("team"),
        name_of(Question.claimed_by_id).label("writer"), name_of(Question.handed_to_id).label("handed"), name_of(Question.seen_by_id).label("seen"))
