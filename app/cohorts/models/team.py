"""The four to six campers who meet in peer sessions."""
from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.database import BigId


class Team(db.Model):
    __tablename__ = "teams"
    __table_args__ = (UniqueConstraint("cohort_id", "name"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    name: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    def in_order(cls, cohort_id: int) -> list[Team]:
        """A cohort's teams as people count them: "2조" before "10조"."""
        return sorted(db.session.scalars(select(cls).where(cls.cohort_id == cohort_id)), key=lambda team: counted(team.name))

    def begin(self, now: datetime) -> None:
        """A team that was just made gets what every team of its cohort has. It must have its id."""
        for react in on_new_team:
            react(self, now)


# Rooms above register here what a new team gets: called with (team, now).
on_new_team: list[Callable[[Team, datetime], None]] = []


def counted(name: str) -> list[tuple[int, int, str]]:
    """What names with numbers in them are sorted by."""
    return [(0, int(part), "") if part.isdigit() else (1, 0, part.casefold()) for part in re.findall(r"[0-9]{1,9}|[^0-9]+", name)]
