"""When it is planned: by staff's plan for all teams, or at a time that the team chose for itself."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from app.cohorts.models import Membership
from app.peer_sessions.models.refusals import BegunAlready, NotInTheTeam
from app.peer_sessions.models.stated import Stated
from app.web.clock import UtcDateTime


class Plannable(Stated):
    """`moved_at` is when `planned_at` was set last. Where somebody of the team chose it (`moved_by_id`), staff's plan moves it no longer."""

    moved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @declared_attr
    def moved_by_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("memberships.id"))

    def may_be_replanned_by(self, member: Membership, now: datetime) -> bool:
        return self.state(now) == "planned" and self.is_of(member)

    def replan(self, by: Membership, at: datetime, now: datetime) -> None:
        """The team meets at another time than the others. The session must be locked. Raises NotInTheTeam, BegunAlready."""
        if not self.is_of(by):
            raise NotInTheTeam
        if self.state(now) != "planned":
            raise BegunAlready
        self.planned_at, self.moved_at, self.moved_by_id = at, now, by.id
        self.changed()
