"""Whose reviews of the week are there, for those who may know it."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Row, and_, exists, func, or_, select, true

from app.accounts.models import Account
from app.cohorts.models import Membership, Team, Week, counted
from app.comments.models import Comment
from app.extensions import db
from app.questions.models import Question
from app.reviews.models import Review


@dataclass(frozen=True)
class Camper:
    """Somebody's week as the reader may know it. `review_id` is None where there is nothing that the reader may read.

    `state` is "filed", "late", "draft" or "none"; to all but staff what they may not read is as if it were not there.
    """

    name: str
    state: str
    review_id: int | None = None
    title: str = ""
    question_count: int = 0
    comment_count: int = 0

    @property
    def is_filed(self) -> bool:
        return self.state in ("filed", "late")


@dataclass
class TeamWeek:
    """`name` is "" for the campers who are in no team yet."""

    name: str
    campers: list[Camper] = field(default_factory=list)

    @property
    def filed_count(self) -> int:
        return sum(camper.is_filed for camper in self.campers)


@dataclass(frozen=True)
class Figures:
    campers: int
    filed: int
    late: int
    drafts: int


def team_of(member: Membership, number: int) -> list[Camper]:
    """The others of the member's team in that week, those who filed first; one statement, none without a team."""
    if member.team_id is None:
        return []
    rows = db.session.execute(_rows(member, number).where(Membership.team_id == member.team_id, Membership.id != member.id))
    return sorted((_camper(row, member) for row in rows), key=lambda camper: not camper.is_filed)


def by_team(member: Membership, number: int) -> list[TeamWeek]:
    """Every camper of the cohort in that week, by team; one statement."""
    teams: dict[str, TeamWeek] = {}
    for row in db.session.execute(_rows(member, number)):
        teams.setdefault(row.team or "", TeamWeek(row.team or "")).campers.append(_camper(row, member))
    return sorted(teams.values(), key=lambda team: (not team.name, counted(team.name)))


def figures(teams: Iterable[TeamWeek]) -> Figures:
    states = [camper.state for team in teams for camper in team.campers]
    late = states.count("late")
    return Figures(len(states), states.count("filed") + late, late, states.count("draft"))


def _rows(member: Membership, number: int):
    """Living campers by name, with their review of that week and what the reader may count in it."""
    named = true() if member.guides else or_(Question.without_name.is_(False), Question.author_id == member.id)
    return (
        select(Account.name, Team.name.label("team"), Week.due_at, Review.id, Review.title, Review.filed_at, Review.readable_by(member).label("readable"),
               _counted(Question, Question.filed_at.is_not(None), named).label("question_count"),
               _counted(Comment, Comment.withdrawn_at.is_(None), _is_on_something_named(named)).label("comment_count"))
        .select_from(Membership).join(Membership.account).outerjoin(Membership.team)
        .join(Week, and_(Week.cohort_id == Membership.cohort_id, Week.number == number))
        .outerjoin(Review, and_(Review.week_id == Week.id, Review.author_id == Membership.id))
        .where(Membership.cohort_id == member.cohort_id, Membership.ended_at.is_(None), Membership.role == "camper")
        .order_by(Account.name, Membership.id)
    )


def _counted(thing: type[Question] | type[Comment], *which: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count()).select_from(thing).where(thing.review_id == Review.id, *which).correlate(Review).scalar_subquery()


def _is_on_something_named(named: ColumnElement[bool]) -> ColumnElement[bool]:
    """A remark on a question that the reader must not tie to its asker is not counted either."""
    return or_(Comment.question_id.is_(None), exists().where(Question.id == Comment.question_id, named))


def _camper(row: Row, reader: Membership) -> Camper:
    if row.filed_at is not None and row.readable:
        return Camper(row.name, _state(row), row.id, row.title, row.question_count, row.comment_count)
    return Camper(row.name, _state(row) if reader.is_staff else "none")


def _state(row: Row) -> str:
    if row.id is None:
        return "none"
    if row.filed_at is None:
        return "draft"
    return "late" if row.filed_at >= row.due_at else "filed"
