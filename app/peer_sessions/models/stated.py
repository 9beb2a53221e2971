"""Planned, open or closed: by what was done, and by the hour at which it closes itself."""
from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from app.cohorts.models import Membership, Team, Week
from app.extensions import db
from app.peer_sessions.models.refusals import NotInTheTeam, NotOpenYet, SessionClosed
from app.web.clock import UtcDateTime
from app.web.database import BigId

LEFT_OPEN_FOR = timedelta(days=7)  # then it closes itself
REOPENED_FOR = timedelta(days=1)


class Stated:
    """`closes_at` is when it closes itself. From then on it is closed for everybody, whether or not the worker has written that down yet."""

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    planned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    minutes: Mapped[int] = mapped_column(default=60)  # how long the team means to take
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    own_time: Mapped[bool] = mapped_column(default=False)  # each walks through it alone, until closes_at
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr
    def cohort_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("cohorts.id"))

    @declared_attr
    def team_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("teams.id"))

    @declared_attr
    def week_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("weeks.id"))

    @declared_attr
    def opened_by_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("memberships.id"))

    @declared_attr
    def closed_by_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("memberships.id"))

    @property
    def opening(self) -> str:
        """The source of what is told when it is opened."""
        return f"session-opened:{self.id}"

    def state(self, now: datetime) -> str:
        """"planned", "open" or "closed"."""
        if self.closed_at is not None or (self.closes_at is not None and self.closes_at <= now):
            return "closed"
        return "planned" if self.opened_at is None else "open"

    def is_open(self, now: datetime) -> bool:
        return self.state(now) == "open"

    def is_of(self, member: Membership) -> bool:
        """Whether `member` is one of the team that meets."""
        return member.is_camper and member.team_id is not None and member.team_id == self.team_id

    def must_be_open_for(self, member: Membership, now: datetime) -> None:
        """Raises NotInTheTeam, NotOpenYet, SessionClosed."""
        if not self.is_of(member):
            raise NotInTheTeam
        state = self.state(now)
        if state == "planned":
            raise NotOpenYet
        if state == "closed":
            raise SessionClosed

    def label(self) -> str:
        """What it is called in a line: '2조 · 9'."""
        named = select(Team.name, Week.number).join(Week, Week.cohort_id == Team.cohort_id)
        name, number = db.session.execute(named.where(Team.id == self.team_id, Week.id == self.week_id)).one()
        return f"{name} · {number}"

    def changed(self) -> None:
        """Open pages are out of date. The session must be locked."""
        self.version += 1
