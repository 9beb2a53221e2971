"""One review, for its author's form and for the page of a question that came from it."""
from __future__ import annotations

from flask import url_for
from sqlalchemy import and_

from app.cohorts.models import Membership, Week
from app.extensions import db
from app.questions.models import Question
from app.questions.sources import Source
from app.reviews.models import Review


def saved(author: Membership, week: Week) -> Review | None:
    """The author's own review of a week with what they go on writing; one statement, three where changes begin from what is filed."""
    review = db.session.scalar(Review.of(author, week).options(Review.with_draft()))
    if review is not None:
        review.load_document()
    return review


def source(question: Question, member: Membership) -> Source | None:
    """The filed review that a question's page leads back to, where the member may read it; one statement."""
    its_own = Review.id == question.review_id
    its_weeks = and_(Review.week_id == question.week_id, Review.author_id == question.author_id)
    readable = Review.visible_to(member).where(its_own if question.review_id else its_weeks, Review.filed_at.is_not(None))
    found = db.session.execute(readable.with_only_columns(Review.id, Review.title)).one_or_none()
    return None if found is None else Source(found.title, url_for("reviews.show", review_id=found.id))


def row_of(question: Question) -> str:
    """Where its author edits a question that was written in a review: the row of the form, which has the form's key for a name."""
    return url_for("reviews.edit", number=question.week.number, _anchor=f"row-{question.key}")
