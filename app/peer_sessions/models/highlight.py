"""What an author chose to show of a review in the session; where nothing is chosen, what went well, the actions and the open questions."""
from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ForeignKey, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.questions.models import Question
from app.reviews.models import Review
from app.web.database import BigId


class Highlight(db.Model):
    """`key` is the row of the review's document, so the choice stays with its row over any change."""

    __tablename__ = "highlights"
    __table_args__ = (UniqueConstraint("review_id", "key"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"))
    key: Mapped[str] = mapped_column(String(24))

    @staticmethod
    def may_be(question: Question) -> bool:
        """Asked without a name, or closed, a question is not shown: in the room everybody would see whose it is."""
        return not question.without_name and question.filed_at is not None and question.closed_at is None

    @classmethod
    def keys_of(cls, review: Review) -> set[str]:
        """What its author chose; one statement."""
        return set(db.session.scalars(select(cls.key).where(cls.review_id == review.id)))

    @classmethod
    def choose(cls, review: Review, keys: Collection[str]) -> set[str]:
        """These rows are shown, and no others; gives those that can be. With none, what is usual is shown.

        The review must be locked, its rows loaded.
        """
        rows = {entry.key for entry in review.entries} | {question.key for question in review.questions if question.key and cls.may_be(question)}
        chosen, before = rows & set(keys), cls.keys_of(review)
        db.session.execute(delete(cls).where(cls.review_id == review.id, cls.key.in_(before - chosen)))
        db.session.add_all(cls(cohort_id=review.cohort_id, review_id=review.id, key=key) for key in sorted(chosen - before))
        return chosen
