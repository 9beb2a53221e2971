"""Campers × weeks: how each week stands for each camper, and who has gone quiet."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, case, func, select, union_all
from sqlalchemy.orm import aliased

from app.accounts.models import Account
from app.board.models import Care
from app.board.quiet import Due, weeks_quiet
from app.board.states import FILED, state_of
from app.cohorts.models import Cohort, Membership, Team, Week
from app.comments.models import Comment
from app.extensions import db
from app.questions.models import Question, Reply
from app.reviews.models import Review


@dataclass(frozen=True, slots=True)
class BoardWeek:
    """`starts` is midnight in the cohort's zone of its first day."""

    id: int
    number: int
    starts: datetime
    due: datetime


@dataclass(frozen=True, slots=True)
class Cell:
    """One week of one camper: one of states.STATES, and the review where the reader may read it."""

    state: str
    review_id: int | None = None


@dataclass(frozen=True, slots=True)
class CamperRow:
    """`quiet` for how many weeks they have been quiet, 0 for whoever is not; `missing` counts the weeks that were due and are not filed.
    `carer` is who looks after them, `since` then."""

    id: int
    name: str
    team_id: int | None
    team: str
    cells: Sequence[Cell]
    missing: int
    last_filed: datetime | None
    last_written: datetime | None
    waiting: int
    quiet: int
    ended_at: datetime | None
    carer_id: int | None
    carer: str
    since: datetime | None


@dataclass(frozen=True)
class Grid:
    weeks: Sequence[BoardWeek]
    campers: Sequence[CamperRow]

    @property
    def quiet(self) -> list[CamperRow]:
        """Those who are longest quiet first."""
        return sorted((camper for camper in self.campers if camper.quiet), key=lambda camper: -camper.quiet)

    def filed_in(self, number: int) -> int:
        return sum(camper.cells[number - 1].state in FILED for camper in self.campers)


def grid_of(reader: Membership, now: datetime, camper_id: int | None = None) -> Grid:
    """Every living camper of the reader's cohort by name, or the one with that id, a former one too; three statements. `cohort` must be loaded.

    That there is a review is told whatever its audience; its id only where the reader may read it.
    """
    weeks = _weeks(reader.cohort)
    cells = _written(reader, camper_id)
    return Grid(weeks, [_camper(row, cells[row.id], weeks, now) for row in db.session.execute(_campers(reader, camper_id))])


def _weeks(cohort: Cohort) -> list[BoardWeek]:
    zone = ZoneInfo(cohort.timezone)
    rows = db.session.execute(select(Week.id, Week.number, Week.starts_on, Week.due_at).where(Week.cohort_id == cohort.id).order_by(Week.number))
    return [BoardWeek(row.id, row.number, datetime.combine(row.starts_on, time(), zone), row.due_at) for row in rows]


def _written(reader: Membership, camper_id: int | None) -> dict[int, dict[int, Cell]]:
    """By author and week what there is of a review. Its state is found by the database: making moments of thousands of rows is what would take long."""
    state = case((Review.filed_at.is_(None), "draft"), (Review.filed_at >= Week.due_at, "late"), else_="filed")
    readable = case((and_(Review.filed_at.is_not(None), Review.readable_by(reader)), Review.id))
    found: dict[int, dict[int, Cell]] = defaultdict(dict)
    rows = (select(Review.author_id, Review.week_id, state, readable).join(Week, Week.id == Review.week_id).where(Review.cohort_id == reader.cohort_id))
    for author, week, said, review in db.session.execute(rows.where(Review.author_id == camper_id) if camper_id else rows):
        found[author][week] = Cell(said, review)
    return found


def _campers(reader: Membership, camper_id: int | None) -> Any:
    caring, carer = aliased(Membership), aliased(Account)
    filed = select(Review.author_id, func.max(Review.filed_at).label("at")).where(Review.cohort_id == reader.cohort_id).group_by(Review.author_id).subquery()
    waiting = (select(Question.author_id, func.count().label("number")).where(Question.cohort_id == reader.cohort_id, Question.waiting_since.is_not(None))
               .group_by(Question.author_id).subquery())
    written = _last_written(reader.cohort_id)
    which = Membership.id == camper_id if camper_id else Membership.ended_at.is_(None)
    return (
        select(Membership.id, Membership.joined_at, Membership.ended_at, Membership.team_id, Account.name, Team.name.label("team"),
               filed.c.at.label("last_filed"), written.c.at.label("last_written"), func.coalesce(waiting.c.number, 0).label("waiting"),
               Care.by_id, Care.since, carer.name.label("carer"))
        .select_from(Membership).join(Membership.account).outerjoin(Membership.team)
        .outerjoin(filed, filed.c.author_id == Membership.id).outerjoin(waiting, waiting.c.author_id == Membership.id)
        .outerjoin(written, written.c.author_id == Membership.id)
        .outerjoin(Care, and_(Care.cohort_id == Membership.cohort_id, Care.camper_id == Membership.id))
        .outerjoin(caring, caring.id == Care.by_id).outerjoin(carer, carer.id == caring.account_id)
        .where(Membership.cohort_id == reader.cohort_id, Membership.role == "camper", Account.deactivated_at.is_(None), which)
        .order_by(Account.name, Membership.id))


def _last_written(cohort_id: int) -> Any:
    """By author the last moment at which they wrote anything: a review or its draft, a question, a reply, a remark. What was said and taken back was said."""
    each = union_all(*(
        select(thing.author_id.label("author_id"), func.max(at).label("at")).where(thing.cohort_id == cohort_id).group_by(thing.author_id)
        for thing, at in ((Review, Review.saved_at), (Question, Question.filed_at), (Reply, Reply.written_at), (Comment, Comment.written_at)))).subquery()
    return select(each.c.author_id, func.max(each.c.at).label("at")).group_by(each.c.author_id).subquery()


def _camper(row: Any, written: dict[int, Cell], weeks: Sequence[BoardWeek], now: datetime) -> CamperRow:
    cells, due = [], []
    for week in weeks:
        cell = written.get(week.id)
        state = state_of(cell.state if cell else None, starts=week.starts, due=week.due, joined=row.joined_at, now=now)
        cells.append(cell or Cell(state))
        if week.due <= now:
            due.append(Due(week.starts, state))
    missing = sum(week.state not in (*FILED, "excused") for week in due)
    return CamperRow(row.id, row.name, row.team_id, row.team or "", cells, missing, row.last_filed, row.last_written, row.waiting,
                     weeks_quiet(due, row.last_written), row.ended_at, row.by_id, row.carer or "", row.since)
