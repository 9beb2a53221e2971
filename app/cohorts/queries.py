"""What the pages about a cohort's people show, each in a known number of statements."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Row, or_, select

from app.accounts.models import Account
from app.cohorts.models import Invitation, Membership, Team
from app.cohorts.naming import rank_of
from app.extensions import db

NAMES_AT_ONCE = 8


@dataclass
class TeamOfPeople:
    id: int
    name: str
    people: list[Row] = field(default_factory=list)


@dataclass
class People:
    """Everybody of a cohort: campers by team, those in none, mentors, staff; for staff also who was here before."""

    teams: list[TeamOfPeople]
    teamless: list[Row]
    mentors: list[Row]
    staff: list[Row]
    former: list[Row]

    @property
    def camper_count(self) -> int:
        return len(self.teamless) + sum(len(team.people) for team in self.teams)


def people_of(reader: Membership) -> People:
    """Everybody whom `reader` may see in their cohort; two statements."""
    found = People([TeamOfPeople(team.id, team.name) for team in Team.in_order(reader.cohort_id)], [], [], [], [])
    teams = {team.id: team for team in found.teams}
    for row in db.session.execute(_rows(reader)):
        if row.ended_at is not None:
            found.former.append(row)
        elif row.role == "mentor":
            found.mentors.append(row)
        elif row.role == "staff":
            found.staff.append(row)
        elif row.team_id in teams:
            teams[row.team_id].people.append(row)
        else:
            found.teamless.append(row)
    return found


def people_named(typed: str, reader: Membership) -> Sequence[Row]:
    """At most eight living members of the reader's cohort whose names fit what is typed, the best first: name, role, team; one statement."""
    rows = db.session.execute(
        select(Account.name, Membership.role, Team.name.label("team")).join(Membership.account).outerjoin(Membership.team)
        .where(Membership.cohort_id == reader.cohort_id, Membership.ended_at.is_(None)).order_by(Account.name, Membership.id))
    ranked = [(rank, row) for row in rows if (rank := rank_of(row.name, typed)) is not None]
    return [row for _rank, row in sorted(ranked, key=lambda each: each[0])[:NAMES_AT_ONCE]]


def open_invitations(reader: Membership, now: datetime) -> Sequence[Row]:
    """Those that still open something, the newest first; one statement."""
    return db.session.execute(
        select(Invitation.id, Invitation.code, Invitation.role, Invitation.made_at, Invitation.expires_at, Team.name.label("team"))
        .outerjoin(Team, Team.id == Invitation.team_id)
        .where(Invitation.cohort_id == reader.cohort_id, Invitation.ended_at.is_(None), Invitation.expires_at > now)
        .order_by(Invitation.id.desc())).all()


def _rows(reader: Membership):
    """Who left altogether is nobody any more, and not among those who were here before."""
    rows = (select(Membership.id, Membership.role, Membership.team_id, Membership.ended_at, Account.name).join(Membership.account)
            .where(Membership.cohort_id == reader.cohort_id, or_(Membership.ended_at.is_(None), Account.deactivated_at.is_(None)))
            .order_by(Account.name, Membership.id))
    return rows if reader.is_staff else rows.where(Membership.ended_at.is_(None))
