"""A team's meeting over one week's reviews: the table, and who may see it. What can be done with it is in the modules that it is made of."""
from __future__ import annotations

from datetime import datetime
from typing import Self

from sqlalchemy import CheckConstraint, Index, Select, false, select
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, relationship

from app.cohorts.models import Membership, Team, Week
from app.extensions import db
from app.peer_sessions.models.noted import Noted
from app.peer_sessions.models.openable import Openable
from app.peer_sessions.models.plannable import Plannable
from app.peer_sessions.models.refusals import NotInTheTeam
from app.peer_sessions.models.revocable import Revocable
from app.peer_sessions.models.unhurried import Unhurried

IS_NOT_CLOSED = sql("closed_at is null")


class PeerSession(Openable, Revocable, Noted, Plannable, Unhurried, db.Model):
    """Planned, open or closed. Of one team and week at most one is not closed: the database holds that.

    `version` rises with whatever the pages of it show, the notes apart, which have their own: an open page learns by it that it is out of date.
    """

    __tablename__ = "peer_sessions"
    __table_args__ = (
        Index("uq_peer_sessions_not_closed", "cohort_id", "team_id", "week_id", unique=True,
              sqlite_where=IS_NOT_CLOSED, postgresql_where=IS_NOT_CLOSED),
        Index("ix_peer_sessions_team", "cohort_id", "team_id", "id"),
        Index("ix_peer_sessions_week", "cohort_id", "week_id", "team_id"),
        Index("ix_peer_sessions_closes", "closes_at", "id", sqlite_where=IS_NOT_CLOSED, postgresql_where=IS_NOT_CLOSED),
        CheckConstraint("minutes between 5 and 480", "minutes"),
        CheckConstraint("opened_at is not null or (speaker_id is null and closed_at is null)", "opened"),
        CheckConstraint("clock_ends_at is null or clock_left is null", "clock"),
    )

    team: Mapped[Team] = relationship(lazy="raise")
    week: Mapped[Week] = relationship(lazy="raise")

    @classmethod
    def visible_to(cls, member: Membership) -> Select[Self]:
        """The sessions of one's own team; mentors and staff see those of all teams."""
        if member.guides:
            return select(cls).where(cls.cohort_id == member.cohort_id)
        own = cls.team_id == member.team_id if member.team_id is not None else false()
        return select(cls).where(cls.cohort_id == member.cohort_id, own)

    @classmethod
    def not_closed(cls, team_id: int, week: Week) -> Select[Self]:
        """Of that team and week the one that is planned or open."""
        return select(cls).where(cls.cohort_id == week.cohort_id, cls.team_id == team_id, cls.week_id == week.id, cls.closed_at.is_(None))

    @classmethod
    def opened_by(cls, member: Membership, week: Week, now: datetime, *, minutes: int = 60, until: datetime | None = None) -> Self:
        """The team's session over that week, open; whoever opens it leads it. One that is open already is that one.

        With `until` each walks through it in their own time, and it closes itself then. Raises NotInTheTeam for whoever is in no team.
        """
        if not member.is_camper or member.team_id is None:
            raise NotInTheTeam
        db.session.execute(select(Team.id).where(Team.id == member.team_id).with_for_update(key_share=True))  # of two who open it, one comes after
        session = db.session.scalar(cls.not_closed(member.team_id, week).with_for_update(of=cls))
        if session is not None and session.state(now) == "closed":
            session.close_itself(now)
            db.session.flush()
            session = None
        if session is None:
            session = cls(cohort_id=member.cohort_id, team_id=member.team_id, week_id=week.id, minutes=minutes, version=1, notes="", notes_version=0)
            db.session.add(session)
        if session.opened_at is None:
            session.minutes = minutes
            session.begin(member, now, until)
        return session
