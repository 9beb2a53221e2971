"""A link by which somebody comes in with a role and a team that staff chose."""
from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cohorts.models.membership import Membership
from app.cohorts.models.team import Team
from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.database import BigId

INVITATION_LASTS = timedelta(days=14)


class Invitation(db.Model):
    """A link that lets whoever holds it join with a role (and a team), until it runs out or is ended."""

    __tablename__ = "invitations"
    __table_args__ = (Index("ix_invitations_cohort_id", "cohort_id"), CheckConstraint("role in ('camper', 'mentor', 'staff')", "role"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    code: Mapped[str] = mapped_column(String(43), unique=True)
    role: Mapped[str] = mapped_column(String(8))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    team: Mapped[Team | None] = relationship(lazy="raise")

    @classmethod
    def made_for(cls, maker: Membership, role: str, team_id: int | None, now: datetime) -> Invitation:
        return cls(cohort_id=maker.cohort_id, code=secrets.token_urlsafe(32), role=role, team_id=team_id if role == "camper" else None,
                   made_by_id=maker.id, made_at=now, expires_at=now + INVITATION_LASTS)

    def is_open(self, now: datetime) -> bool:
        return self.ended_at is None and now < self.expires_at

    def end(self, now: datetime) -> None:
        self.ended_at = self.ended_at or now
