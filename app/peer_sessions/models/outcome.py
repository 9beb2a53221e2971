"""What came out of a session: a question answered in the room, a decision, a question for the mentors, a resource."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cohorts.models import Membership
from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.database import BigId

KINDS = ("answer", "decision", "question", "resource")


class Outcome(db.Model):
    """`noted_by` wrote it down; `people` are the members whom it concerns: who said the answer, who decided, whose resource it is.

    An answer is the reply `reply_id`, a question for the mentors (and what was answered) is `question_id`.
    """

    __tablename__ = "session_outcomes"
    __table_args__ = (
        Index("ix_session_outcomes_session", "session_id", "id"),
        UniqueConstraint("noted_by_id", "once"),
        CheckConstraint(f"kind in {KINDS}", "kind"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    session_id: Mapped[int] = mapped_column(ForeignKey("peer_sessions.id"))
    kind: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(LongText)
    people: Mapped[list[Any]] = mapped_column(JSON, default=list)  # ids of memberships
    question_id: Mapped[int | None] = mapped_column(ForeignKey("questions.id"))
    reply_id: Mapped[int | None] = mapped_column(ForeignKey("replies.id"))
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    noted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_back_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    once: Mapped[str | None] = mapped_column(String(40))

    noted_by: Mapped[Membership] = relationship(lazy="raise")
