"""How many wait, under what was chosen: one statement, through indexes alone and never farther than a number that still says something."""
from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, case, func, literal, select

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.filters import Filters
from app.questions.models import Question
from app.questions.queries.walks import PROMISED, is_mine, narrowed, shape_of, taken, values_of, walk

COUNTED_AT_MOST = 1000  # beyond this "1000+" says as much as the number would


@dataclass(frozen=True)
class Counts:
    """What pressing each choice would show, the other choices staying as they are. As text: '7', and '1000+' where there are more than were counted."""

    all: int
    free: int
    mine: int
    late: int
    more: bool = False
    more_late: bool = False

    def shown(self, name: str) -> str:
        more = self.more_late if name == "late" else self.more and name != "mine"
        return f"{getattr(self, name)}{'+' if more else ''}"


def counts_for(member: Membership, now: datetime, filters: Filters | None = None) -> Counts:
    """Of the whole queue, or of what `filters` leave of it."""
    chosen = filters or Filters()
    row = db.session.execute(_statement(shape_of(chosen)), values_of(member, chosen, now)).one()
    whole, late = (row.whole, row.late) if chosen.narrows else (member.cohort.waiting_count, row.late)
    some, more = (late, late > COUNTED_AT_MOST) if chosen.late else (whole, chosen.narrows and whole > COUNTED_AT_MOST)
    some, taken_of, mine = (some, row.taken_late, row.mine_late) if chosen.late else (some, row.taken, row.mine)
    some = min(some, COUNTED_AT_MOST) if more else some
    past = row.mine_late if chosen.mine else late - row.taken_late if chosen.free else late
    return Counts(some, max(some - taken_of, 0), mine, max(min(past, COUNTED_AT_MOST), 0), more, late > COUNTED_AT_MOST and not chosen.mine)


@cache
def _statement(shape: Filters) -> Select[*tuple[Any, ...]]:
    about = replace(shape, mine=False, free=False, late=False)
    past = Question.waiting_since < PROMISED
    few = select(
        func.count().label("taken"), func.count(case((past, 1))).label("taken_late"), func.count(case((is_mine(), 1))).label("mine"),
        func.count(case((is_mine() & past, 1))).label("mine_late")).where(Question.id.in_(taken()), *narrowed(about, led=False)).subquery()
    return select(_number(about).label("whole") if about.narrows else literal(0).label("whole"), _number(replace(about, late=True)).label("late"), few)


def _number(shape: Filters) -> Any:
    some = walk(shape, literal(1).label("one")).limit(COUNTED_AT_MOST + 1).subquery()
    return select(func.count()).select_from(some).scalar_subquery()
