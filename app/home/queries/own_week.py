"""The week that it is, and one's own review of it."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, and_, func, select
from sqlalchemy.orm import aliased

from app.cohorts.calendar import current_number
from app.cohorts.models import Membership, Week
from app.extensions import db
from app.questions.models import Question
from app.reviews.models import SECTIONS, Document, Draft, Review, Written
from app.reviews.queries import WeekMark, marks_of, weeks_of


@dataclass(frozen=True)
class OwnReview:
    """What of one's own review the page tells: how much is noted in each section, and what became of it."""

    id: int
    title: str
    closing: str
    audience: str
    saved_at: datetime
    filed_at: datetime | None
    noted: dict[str, int]  # of a draft
    waiting_count: int  # of all that its author asked the mentors, in whichever review or on its own
    is_changed: bool = False  # filed, and changed since without being published


@dataclass(frozen=True)
class OwnWeek:
    week: WeekMark
    review: OwnReview | None

    @property
    def is_filed(self) -> bool:
        return self.review is not None and self.review.filed_at is not None

    @property
    def is_late(self) -> bool:
        return self.review is not None and self.review.filed_at is not None and self.week.state == "late"


def with_strip(member: Membership, now: datetime) -> tuple[list[WeekMark], OwnWeek]:
    """The weeks of the member's cohort, and of this one the member's review; one statement. `cohort` must be loaded."""
    number, mine = current_number(member.cohort, now), aliased(Review)
    waiting = (select(func.count()).where(Question.cohort_id == member.cohort_id, Question.author_id == member.id, Question.waiting_since.is_not(None))
               .scalar_subquery())
    rows = db.session.execute(
        weeks_of(member).add_columns(mine.title, mine.closing, mine.audience, mine.saved_at, Draft.kept, waiting.label("waiting_count"))
        .outerjoin(mine, and_(mine.week_id == Week.id, mine.author_id == member.id, Week.number == number)).outerjoin(Draft, Draft.review_id == mine.id)).all()
    strip, row = marks_of(rows, member, now), rows[number - 1]
    return strip, OwnWeek(strip[number - 1], _own(row) if row.review_id else None)


def _own(row: Row) -> OwnReview:
    if row.filed_at is None:
        return _being_written(row, Document.from_json(row.kept) if row.kept else Document())
    return OwnReview(row.review_id, row.title, row.closing, row.audience, row.saved_at, row.filed_at, {}, row.waiting_count, is_changed=row.kept is not None)


def _being_written(row: Row, document: Document) -> OwnReview:
    noted = Written.in_document(document)
    counts = Counter(entry.section for entry in noted.entries)
    return OwnReview(row.review_id, noted.title, noted.closing, noted.audience, row.saved_at, None,
                     {"question": len(noted.questions), **{section: counts[section] for section in SECTIONS}}, 0)
