"""What is there to be filed, and what its author is told before."""
from __future__ import annotations

from sqlalchemy import inspect, select

from app.cohorts.models import Membership, Week
from app.extensions import db
from app.questions.models import Question
from app.reviews.models import Review
from app.reviews.models.outlook import asked_before


def unpublished(author: Membership, week: Week) -> Review | None:
    """The author's review of a week with all that filing it would change; None where nothing is saved. One statement, three where it is filed."""
    review = db.session.scalar(Review.of(author, week).options(Review.with_draft()))
    if review is not None and review.is_filed:
        review.load_rows()
    elif review is not None:
        review.load_document()
    return review


def asked_of(review: Review | None) -> list[dict[str, object]]:
    """What the open form must know of the questions that were asked in it; one statement at most."""
    if review is None or not review.is_filed:
        return []
    if "questions" not in inspect(review).unloaded:
        return asked_before(review.questions)
    return asked_before(db.session.scalars(select(Question).where(Question.review_id == review.id).order_by(Question.position, Question.id)).all())
