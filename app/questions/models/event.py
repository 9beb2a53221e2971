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
EVENTS = ("asked", "answered", "accepted", "unaccepted", "reopened", "again", "duplicate", "withdrawn", "edited", "endorsed", "unendorsed",
          "handed", "retracted", "returned")
ASKED_AGAIN = ("reopened", "again")  # their word says what is still wanted


class QuestionEvent(db.Model):
    """What happened to a question, in order: one of EVENTS.

    'accepted', 'endorsed', what takes them back, 'edited' and 'retracted' name the reply that they are about (an edited question names none); 'handed' names
    to whom. A word says why it was reopened or handed on, and what is still wanted where it was asked 'again' while it waits.
    'returned' leads to where it stood before it was withdrawn.
    """

    __tablename__ = "question_events"
    __table_args__ = (
        Index("ix_question_events_question", "question_id", "id"),
        CheckConstraint(f"event in {EVENTS}", "event"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    event: Mapped[str] = mapped_column(String(10))
    word: Mapped[str] = mapped_column(String(A_WORD), default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reply_id: Mapped[int | None] = mapped_column(ForeignKey("replies.id"))
    to_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))

    question: Mapped[Question] = relationship(lazy="raise")
    member: Mapped[Membership] = relationship(foreign_keys=member_id, lazy="raise")
    to: Mapped[Membership | None] = relationship(foreign_keys=to_id, lazy="raise")
