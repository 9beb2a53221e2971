"""The sessions of a team: what is on, what is to come, what was held; for mentors and staff those of all teams."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Label, Row, Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, defer

from app.accounts.models import Account
from app.cohorts.calendar import current_number
from app.cohorts.models import Cohort, Membership, Team, Week, counted
from app.extensions import db
from app.peer_sessions.models import Outcome, PeerSession
from app.web.pages import Page, newest_first

MISSED_AFTER = timedelta(days=7)  # what was planned and nobody began stands among the earlier ones then
NEAR_AT_MOST = 12

MOMENT: Label[datetime] = func.coalesce(PeerSession.opened_at, PeerSession.planned_at).label("moment")


@dataclass(frozen=True)
class Near:
    """What a team has at hand: open sessions, what is planned for this cohort's week (or was, a few days ago), and the next after that."""

    open: Sequence[PeerSession] = field(default_factory=list[PeerSession])
    due: Sequence[PeerSession] = field(default_factory=list[PeerSession])
    coming: PeerSession | None = None

    @property
    def first(self) -> PeerSession | None:
        """The one that the page is about."""
        return next(iter([*self.open, *self.due]), None)


def near(reader: Membership, now: datetime) -> Near:
    """Of the reader's own team, with their weeks; one statement. `cohort` must be loaded."""
    rows = db.session.scalars(
        PeerSession.visible_to(reader).join(PeerSession.week).options(contains_eager(PeerSession.week), defer(PeerSession.notes))
        .where(PeerSession.team_id == reader.team_id, PeerSession.closed_at.is_(None), or_(PeerSession.closes_at.is_(None), PeerSession.closes_at > now),
               or_(PeerSession.opened_at.is_not(None), PeerSession.planned_at > now - MISSED_AFTER))
        .order_by(PeerSession.opened_at.is_(None), MOMENT, PeerSession.id).limit(NEAR_AT_MOST)).all()
    until = end_of_week(reader.cohort, now)
    planned = [session for session in rows if session.state(now) == "planned"]
    return Near([session for session in rows if session.is_open(now)],
                [session for session in planned if session.planned_at and session.planned_at < until],
                next((session for session in planned if session.planned_at and until <= session.planned_at), None))


def end_of_week(cohort: Cohort, now: datetime) -> datetime:
    """When this week of the cohort is over where it is; after its last week, and long before its first, seven days from now."""
    day = cohort.starts_on + timedelta(weeks=current_number(cohort, now))
    end = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(cohort.timezone))
    return end if now < end < now + MISSED_AFTER else now + MISSED_AFTER


def earlier(reader: Membership, now: datetime, week: int | None = None) -> Page:
    """What was held or missed, the newest first: the PeerSession, `number` of its week, `team`, who `led`, how many `outcomes`; one statement.

    For mentors and staff of all teams, also what is open; with `week` only over the reviews of that week.
    """
    missed = and_(PeerSession.opened_at.is_(None), PeerSession.planned_at <= now - MISSED_AFTER)
    over = and_(PeerSession.opened_at.is_not(None), or_(PeerSession.closed_at.is_not(None), PeerSession.closes_at <= now))
    rows = _lines(PeerSession.visible_to(reader)).where(or_(missed, PeerSession.opened_at.is_not(None) if reader.guides else over))
    return newest_first(rows if week is None else rows.where(Week.number == week), MOMENT, PeerSession.id)


def of_teams(reader: Membership, week: int) -> list[Row[*tuple[Any, ...]]]:
    """Every team of the cohort, as people count them, with its session over that week: the one that is not closed, else the last; one statement.

    Team `team`, the PeerSession or None, `led`, `outcomes`, and of how `many` it is the one that is shown.
    """
    place = func.row_number().over(partition_by=PeerSession.team_id, order_by=(PeerSession.closed_at.is_not(None), PeerSession.id.desc())).label("place")
    ranked = (select(PeerSession.id, PeerSession.team_id, place, func.count().over(partition_by=PeerSession.team_id).label("many"))
              .join(Week, Week.id == PeerSession.week_id)
              .where(PeerSession.cohort_id == reader.cohort_id, Week.cohort_id == reader.cohort_id, Week.number == week).subquery())
    rows = db.session.execute(
        select(Team.name.label("team"), PeerSession, Account.name.label("led"), _outcomes(), ranked.c.many)
        .select_from(Team).outerjoin(ranked, and_(ranked.c.team_id == Team.id, ranked.c.place == 1)).outerjoin(PeerSession, PeerSession.id == ranked.c.id)
        .outerjoin(Membership, Membership.id == PeerSession.leader_id).outerjoin(Account, Account.id == Membership.account_id)
        .where(Team.cohort_id == reader.cohort_id).options(defer(PeerSession.notes))).all()
    return sorted(rows, key=lambda row: counted(row.team))


def _lines(sessions: Select[PeerSession]) -> Select[*tuple[Any, ...]]:
    return (sessions.join(Week, Week.id == PeerSession.week_id).join(Team, Team.id == PeerSession.team_id)
            .outerjoin(Membership, Membership.id == PeerSession.leader_id).outerjoin(Account, Account.id == Membership.account_id)
            .add_columns(PeerSession.id, MOMENT, Week.number, Team.name.label("team"), Account.name.label("led"), _outcomes())
            .options(defer(PeerSession.notes)))


def _outcomes() -> ColumnElement[int]:
    return (select(func.count()).select_from(Outcome).where(Outcome.session_id == PeerSession.id, Outcome.taken_back_at.is_(None))
            .correlate(PeerSession).scalar_subquery().label("outcomes"))
