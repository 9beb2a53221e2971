"""Whose reviews of a week are there."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select

from app.accounts.models import Account
from app.cohorts.models import Membership, Team, Week, counted
from app.extensions import db
from app.reviews.models import Review


@dataclass(frozen=True, slots=True)
class ReviewLine:
    id: int
    title: str
    filed_at: datetime
    is_late: bool
    author_id: int
    name: str
    team: str
    readable: bool


@dataclass(frozen=True)
class TeamReviews:
    """A team and what of its campers may be read of a week; `name` is "" for campers without one."""

    name: str
    is_own: bool
    reviews: Sequence[ReviewLine]


def reviews_of_week(week: Week, member: Membership) -> list[TeamReviews]:
    """Filed reviews of a week by team, the member's own team first; one statement.

    Of each: id, title, filed_at, is_late, author_id, name, readable. Staff see that a review was filed also where its author keeps
    it to themselves: then `readable` is false and `title` is "".
    """
    listed = and_(Review.cohort_id == member.cohort_id, Review.filed_at.is_not(None)) if member.is_staff else Review.readable_by(member)
    rows = db.session.execute(
        select(Review.id, Review.title, Review.filed_at, Review.author_id, Account.name, Team.name.label("team"), Team.id.label("team_id"),
               Review.readable_by(member).label("readable"))
        .join(Review.author).join(Membership.account).outerjoin(Membership.team)
        .where(Review.week_id == week.id, Review.filed_at.is_not(None), listed).order_by(Account.name, Review.id)
    ).all()
    by_team: dict[int | None, list[ReviewLine]] = defaultdict(list)
    for row in rows:
        by_team[row.team_id].append(ReviewLine(row.id, row.title if row.readable else "", row.filed_at, week.is_late(row.filed_at),
                                               row.author_id, row.name, row.team or "", bool(row.readable)))
    teams = [TeamReviews(lines[0].team, team_id is not None and team_id == member.team_id, lines) for team_id, lines in by_team.items()]
    return sorted(teams, key=lambda team: (not team.is_own, not team.name, counted(team.name)))


def filed_and_all(week: Week, cohort_id: int) -> tuple[int, int]:
    """How many of the cohort's living campers filed that week, and how many there are; one statement."""
    filed = and_(Review.author_id == Membership.id, Review.week_id == week.id, Review.filed_at.is_not(None))
    row = db.session.execute(
        select(func.count(Review.id), func.count(Membership.id)).select_from(Membership).outerjoin(Review, filed)
        .where(Membership.cohort_id == cohort_id, Membership.role == "camper", Membership.ended_at.is_(None))
    ).one()
    return row[0], row[1]
