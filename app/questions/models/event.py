"""What happened to a question."""
from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cohorts.models import Membership
from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.database import BigId

if TYPE_CHECKING:
    from app.questions.models.question import Question

A_WORD = 500  # characters


class QuestionEvent(db.Model):
    """What happened to a question, in order: asked, answered, accepted, reopened (with a word why), asked again while it waits."""

    __tablename__ = "question_events"
    __table_args__ = (
        Index("ix_question_events_question", "question_id", "id"),
        CheckConstraint("event in ('asked', 'answered', 'accepted', 'reopened', 'again')", "event"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    event: Mapped[str] = mapped_column(String(10))
    word: Mapped[str] = mapped_column(String(A_WORD), default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    question: Mapped[Question] = relationship(lazy="raise")
    member: Mapped[Membership] = relationship(lazy="raise")
