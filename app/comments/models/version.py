"""What a remark said before it was edited."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.database import BigId


class CommentVersion(db.Model):
    """Read by whoever may read the remark as it is now; with it, it is shown no more."""

    __tablename__ = "comment_versions"
    __table_args__ = (Index("ix_comment_versions_comment", "comment_id", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"))
    text: Mapped[str] = mapped_column(LongText)
    html: Mapped[str] = mapped_column(LongText)
    renderer: Mapped[int]
    replaced_at: Mapped[datetime] = mapped_column(UtcDateTime)
