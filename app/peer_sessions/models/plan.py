"""When the teams of a cohort meet, as staff planned it."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from app.cohorts.models import Cohort, Team, Week
from app.extensions import db
from app.peer_sessions.models.peer_session import PeerSession
from app.web.database import BigId


@dataclass(frozen=True)
class Arranged:
    """What a plan brought about: so many sessions are new, so many were moved; it concerns so many teams."""

    planned: int = 0
    moved: int = 0
    teams: int = 0


class Plan(db.Model):
    """Every week at that weekday (0 is Monday) and time of the cohort's zone, for so many minutes; with `week_after` in the week after the reviews'."""

    __tablename__ = "session_plans"
    __table_args__ = (CheckConstraint("weekday between 0 and 6", "weekday"), CheckConstraint("minutes between 5 and 480", "minutes"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), unique=True)
    weekday: Mapped[int]
    at: Mapped[time]
    minutes: Mapped[int]
    week_after: Mapped[bool] = mapped_column(default=False)

    @classmethod
    def of(cls, cohort_id: int) -> Plan | None:
        return db.session.scalar(select(cls).where(cls.cohort_id == cohort_id))

    @classmethod
    def set(cls, cohort: Cohort, now: datetime, *, weekday: int, at: time, minutes: int, week_after: bool) -> Arranged:
        """The cohort's teams meet so from now on: sessions are planned for the weeks to come, and those that the plan made are moved.

        What has begun or is closed stays, and so does what a team moved itself. The cohort must be locked, so that a team that is made
        meanwhile is not forgotten.
        """
        plan = cls.of(cohort.id)
        if plan is None:
            plan = cls(cohort_id=cohort.id)
            db.session.add(plan)
        plan.weekday, plan.at, plan.minutes, plan.week_after = weekday, at, minutes, week_after
        db.session.flush()
        teams = db.session.scalars(select(Team.id).where(Team.cohort_id == cohort.id).order_by(Team.id).with_for_update(key_share=True)).all()
        coming = plan._coming(cohort.timezone, now)
        moved, planned = plan._move(coming, now), plan._add(teams, coming, now)
        return Arranged(len(planned), len(moved), len({*planned, *moved}))

    @classmethod
    def take_in(cls, team: Team, now: datetime) -> None:
        """A team that was made later meets as the others do."""
        zone = db.session.scalar(select(Cohort.timezone).where(Cohort.id == team.cohort_id).with_for_update(key_share=True))
        plan = cls.of(team.cohort_id)
        if plan and zone:
            plan._add([team.id], plan._coming(zone, now), now)

    def end(self) -> int:
        """No plan any more: the sessions that it made and that nobody has begun are taken away; gives how many. What a team moved itself stays."""
        gone = db.session.execute(delete(PeerSession).where(*self._not_begun()).execution_options(synchronize_session=False))
        db.session.delete(self)
        return gone.rowcount  # type: ignore[attr-defined, no-any-return]

    def moment_of(self, week: Week, zone: str) -> datetime:
        """When the teams meet over that week's reviews, in UTC. Where a change of summer time skips the hour, or brings it twice, PEP 495 decides."""
        day = week.starts_on + timedelta(days=(self.weekday - week.starts_on.weekday()) % 7, weeks=int(self.week_after))
        return datetime.combine(day, self.at, ZoneInfo(zone)).astimezone(UTC)

    def _coming(self, zone: str, now: datetime) -> dict[int, datetime]:
        """By the id of a week, when the teams meet over it: only what is still to come."""
        weeks = db.session.scalars(select(Week).where(Week.cohort_id == self.cohort_id).order_by(Week.number))
        return {week.id: moment for week in weeks if now < (moment := self.moment_of(week, zone))}

    def _move(self, coming: dict[int, datetime], now: datetime) -> list[int]:
        """Where the plan was another one; gives the team of each session that was moved."""
        sessions = db.session.scalars(select(PeerSession).where(*self._not_begun(), PeerSession.week_id.in_(coming)).order_by(PeerSession.id)
                                      .with_for_update(key_share=True)).all()
        moved = [session for session in sessions if (session.planned_at, session.minutes) != (coming[session.week_id], self.minutes)]
        for session in moved:
            session.planned_at, session.minutes, session.moved_at = coming[session.week_id], self.minutes, now
            session.changed()
        return [session.team_id for session in moved]

    def _add(self, teams: Sequence[int], coming: dict[int, datetime], now: datetime) -> list[int]:
        """Where a team has met over a week, or has a session to come, there is no other; gives the team of each new session.

        The teams must be locked: nobody opens a session of theirs meanwhile.
        """
        there = {tuple(row) for row in db.session.execute(
            select(PeerSession.team_id, PeerSession.week_id).where(PeerSession.cohort_id == self.cohort_id, PeerSession.week_id.in_(coming)))}
        planned = [PeerSession(cohort_id=self.cohort_id, team_id=team_id, week_id=week_id, planned_at=moment, moved_at=now, minutes=self.minutes)
                   for team_id in teams for week_id, moment in coming.items() if (team_id, week_id) not in there]
        db.session.add_all(planned)
        db.session.flush()
        return [session.team_id for session in planned]

    def _not_begun(self) -> tuple[ColumnElement[bool], ...]:
        return (PeerSession.cohort_id == self.cohort_id, PeerSession.opened_at.is_(None), PeerSession.moved_by_id.is_(None))
