"""One review, for its author's form and for the page of a question that came from it."""
from __future__ import annotations

from flask import url_for

from app.cohorts.models import Membership, Week
from app.extensions import db
from app.questions.sources import Source
from app.reviews.models import Review


def saved(author: Membership, week: Week) -> Review | None:
    """The author's own review of a week with what they go on writing; one statement, three where changes begin from what is filed."""
    review = db.session.scalar(Review.of(author, week).options(Review.with_draft()))
    if review is not None:
        review.load_document()
    return review


def source(review_id: int, member: Membership) -> Source | None:
    """The filed review that a question's page leads back to, where the member may read it; one statement."""
    readable = Review.visible_to(member).where(Review.id == review_id, Review.filed_at.is_not(None))
    title = db.session.scalar(readable.with_only_columns(Review.title))
    return None if title is None else Source(title, url_for("reviews.show", review_id=review_id))
