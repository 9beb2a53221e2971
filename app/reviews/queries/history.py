"""A review as it was before: the author's own way back."""
from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import Question
from app.reviews.models import Document, Review, ReviewVersion
from app.reviews.models.comparing import Comparison

AT_ONCE = 20  # versions on a page


@dataclass(frozen=True)
class Step:
    """A version, and what differs in it from what was filed before it."""

    version: ReviewVersion
    changes: Comparison


@dataclass(frozen=True)
class History:
    """The latest first; `before` is the number below which the page goes on, None at the beginning."""

    steps: list[Step]
    before: int | None


def own_review(review_id: int, member: Membership) -> Select[Review]:
    """The member's own review, with its week and what is being written; nobody else finds it here."""
    return select(Review).where(Review.id == review_id, Review.author_id == member.id).options(joinedload(Review.week), Review.with_draft())


def version_of(review: Review, number: int) -> Select[ReviewVersion]:
    return select(ReviewVersion).where(ReviewVersion.review_id == review.id, ReviewVersion.number == number)


def history_of(review: Review, before: int | None = None) -> History:
    """Two statements at most."""
    rows = select(ReviewVersion).where(ReviewVersion.review_id == review.id).order_by(ReviewVersion.number.desc())
    if before is not None:
        rows = rows.where(ReviewVersion.number < before)
    found = list(db.session.scalars(rows.limit(AT_ONCE + 1)))
    page = found[:AT_ONCE]
    documents = {version.number: version.document for version in found}
    steps = []
    for place, version in enumerate(page):
        base = next((other for other in found[place + 1:] if other.filed_at), None)
        if base is None and len(found) > AT_ONCE and (base := filed_before(review, found[-1].number)):
            found.append(base)
            documents[base.number] = base.document
        steps.append(Step(version, Comparison.of(documents[base.number] if base else Document(), documents[version.number])))
    return History(steps, page[-1].number if len(found) > AT_ONCE else None)


def filed_before(review: Review, number: int) -> ReviewVersion | None:
    """The version that was filed last before that one."""
    return db.session.scalar(select(ReviewVersion).where(ReviewVersion.review_id == review.id, ReviewVersion.number < number,
                                                         ReviewVersion.filed_at.is_not(None)).order_by(ReviewVersion.number.desc()).limit(1))


def asked_in(review: Review) -> list[Question]:
    """Its questions that were asked of the mentors, in its order; one statement."""
    return list(db.session.scalars(select(Question).where(Question.review_id == review.id, Question.asked_at.is_not(None))
                                   .order_by(Question.position, Question.id)))
