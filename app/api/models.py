"""The secret address under which a member's calendar is read by their own calendar program."""
from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cohorts.models import Membership
from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.database import BigId


class CalendarFeed(db.Model):
    """One a member. Whoever has the address reads the calendar, so it can be renewed: the earlier one leads nowhere then."""

    __tablename__ = "calendar_feeds"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"), unique=True)
    secret: Mapped[str] = mapped_column(String(43), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    member: Mapped[Membership] = relationship(lazy="raise")

    @classmethod
    def of(cls, member: Membership) -> CalendarFeed | None:
        return db.session.scalar(select(cls).where(cls.member_id == member.id))

    def renew(self, now: datetime) -> None:
        self.secret, self.made_at = secrets.token_urlsafe(32), now
