"""One person's place in a session: in which order they come, whether they are here, and how far their turn is."""
from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cohorts.models import Membership
from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.database import BigId

HERE_FOR = timedelta(seconds=75)  # after the last sign of an open page
A_SIGN = timedelta(seconds=30)  # how often js/presence.js gives one


class Turn(db.Model):
    """`position` is the order; `away_at` that the person is passed over; `came_at` that they were here at all, `seen_at` when last."""

    __tablename__ = "session_turns"
    __table_args__ = (
        UniqueConstraint("session_id", "member_id"),
        Index("ix_session_turns_member", "cohort_id", "member_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    session_id: Mapped[int] = mapped_column(ForeignKey("peer_sessions.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    position: Mapped[int]
    begun_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    away_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    came_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    member: Mapped[Membership] = relationship(lazy="raise")

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None

    @property
    def is_away(self) -> bool:
        return self.away_at is not None

    def is_here(self, now: datetime) -> bool:
        return self.seen_at is not None and now - self.seen_at < HERE_FOR
