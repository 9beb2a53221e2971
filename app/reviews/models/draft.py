"""What is being written and not published: the author's alone."""
from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.reviews.models.document import Document


class Draft(db.Model):
    """The document of a review that is not filed, or of changes to one that is; gone once it is published."""

    __tablename__ = "drafts"

    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"), primary_key=True, autoincrement=False)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    kept: Mapped[str] = mapped_column(LongText)  # Document.as_json

    @property
    def document(self) -> Document:
        return Document.from_json(self.kept)
