"""A review as it was at one moment: each time that it was filed, and what was put aside before it could be lost."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.reviews.models.document import Document
from app.web.clock import UtcDateTime
from app.web.database import BigId


class ReviewVersion(db.Model):
    """The author's alone, always: what it holds may have been written for nobody, or been taken back.

    `filed_at` is when its readers got it; None where it was only put aside (a draft before something else was put into its place).
    """

    __tablename__ = "review_versions"
    __table_args__ = (UniqueConstraint("review_id", "number"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"))
    number: Mapped[int]
    kept: Mapped[str] = mapped_column(LongText)  # Document.as_json
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)
    filed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def document(self) -> Document:
        return Document.from_json(self.kept)
