"""The cohort's weeks as they stand for one member."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import url_for
from sqlalchemy import Row, Select, and_, select

from app.cohorts.models import Membership, Week
from app.extensions import db
from app.reviews.models import Review


@dataclass(frozen=True, slots=True)
class WeekMark:
    """A week of the cohort as it stands for one member.

    `state` is "filed", "late", "draft", "future" or "" for a week that has begun and has no review; `review_id` is their own
    review of it, the `current` week is the one that today lies in (the first before, the last after).
    """

    id: int
    number: int
    href: str
    state: str
    current: bool
    starts_on: date
    due_at: datetime
    review_id: int | None
    filed_at: datetime | None


def week_strip(member: Membership, now: datetime) -> list[WeekMark]:
    """The weeks of the member's cohort with their own reviews, first to last; one statement. `cohort` must be loaded."""
    return marks_of(db.session.execute(weeks_of(member)).all(), member, now)


def weeks_of(member: Membership) -> Select[*tuple[Any, ...]]:
    """What `marks_of` needs, for whoever wants to know more of the weeks in the same statement."""
    return (select(Week.id, Week.number, Week.starts_on, Week.due_at, Review.id.label("review_id"), Review.filed_at)
            .outerjoin(Review, and_(Review.week_id == Week.id, Review.author_id == member.id))
            .where(Week.cohort_id == member.cohort_id).order_by(Week.number))


def marks_of(rows: Sequence[Row[*tuple[Any, ...]]], member: Membership, now: datetime) -> list[WeekMark]:
    """`cohort` must be loaded."""
    today = now.astimezone(ZoneInfo(member.cohort.timezone)).date()
    current = max((row.number for row in rows if row.starts_on <= today), default=1)
    address = url_for("reviews.week", cohort=member.cohort.slug, number=0).removesuffix("0/")
    return [
        WeekMark(id=row.id, number=row.number, href=f"{address}{row.number}/", state=_state(row, today), current=row.number == current,
                 starts_on=row.starts_on, due_at=row.due_at, review_id=row.review_id, filed_at=row.filed_at)
        for row in rows
    ]


def _state(row: Row[*tuple[Any, ...]], today: date) -> str:
    if row.filed_at:
        return "late" if row.filed_at >= row.due_at else "filed"
    if row.review_id:
        return "draft"
    return "future" if row.starts_on > today else ""
