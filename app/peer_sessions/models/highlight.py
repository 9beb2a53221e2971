"""What an author chose to show of a review in the session; where nothing is chosen, what went well, the actions and the open questions."""
from __future__ import annotations

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.web.database import BigId


class Highlight(db.Model):
    """`key` is the row of the review's document, so the choice stays with its row over any change."""

    __tablename__ = "highlights"
    __table_args__ = (UniqueConstraint("review_id", "key"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"))
    key: Mapped[str] = mapped_column(String(24))
