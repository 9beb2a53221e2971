"""The week that it is, and one's own review of it."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, and_, func, select

from app.cohorts.models import Membership, Week
from app.extensions import db
from app.questions.models import Question
from app.reviews.models import SECTIONS, Document, Draft, Review, Written


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
    week: Week
    review: OwnReview | None

    @property
    def is_filed(self) -> bool:
        return self.review is not None and self.review.filed_at is not None

    @property
    def is_late(self) -> bool:
        return self.review is not None and self.review.filed_at is not None and self.week.is_late(self.review.filed_at)


def of(member: Membership, number: int) -> OwnWeek:
    """The week of that number with the member's review; one statement."""
    waiting = (select(func.count()).where(Question.cohort_id == member.cohort_id, Question.author_id == member.id, Question.waiting_since.is_not(None))
               .scalar_subquery())
    row = db.session.execute(
        select(Week, Review.id, Review.title, Review.closing, Review.audience, Review.saved_at, Review.filed_at, Draft.kept, waiting.label("waiting_count"))
        .outerjoin(Review, and_(Review.week_id == Week.id, Review.author_id == member.id)).outerjoin(Draft, Draft.review_id == Review.id)
        .where(Week.cohort_id == member.cohort_id, Week.number == number)).one()
    if row.id is None:
        return OwnWeek(row.Week, None)
    if row.filed_at is None:
        return OwnWeek(row.Week, _being_written(row, Document.from_json(row.kept) if row.kept else Document()))
    return OwnWeek(row.Week, OwnReview(row.id, row.title, row.closing, row.audience, row.saved_at, row.filed_at, {}, row.waiting_count,
                                       is_changed=row.kept is not None))


def _being_written(row: Row, document: Document) -> OwnReview:
    noted = Written.in_document(document)
    counts = Counter(entry.section for entry in noted.entries)
    return OwnReview(row.id, noted.title, noted.closing, noted.audience, row.saved_at, None,
                     {"question": len(noted.questions), **{section: counts[section] for section in SECTIONS}}, 0)
