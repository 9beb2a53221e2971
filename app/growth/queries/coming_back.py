"""What somebody wrote or saved one, three and six months ago this week, in all cohorts in which they still are."""
from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, bindparam, case, false, func, or_, select, union_all

from app.cohorts.models import Cohort, Membership, Week
from app.extensions import db
from app.growth.models import Memory
from app.growth.months import MONTHS, ThisWeek
from app.growth.queries.own_things import entries, questions
from app.growth.queries.saved_things import saved_things
from app.growth.queries.thing import Thing, thing
from app.library.models import Saved
from app.search.models import SearchDocument
from app.web.clock import UtcDateTime
from app.web.database import BigId

AT_MOST = 200  # on a page; three weeks hold fewer
ACCOUNT, MONDAY = bindparam("account_id", type_=BigId), bindparam("monday", type_=Date())


def coming_back(account_id: int, week: ThisWeek) -> list[Thing]:
    """Everything of this week, also what something was said of since it began; one statement."""
    return once_each(thing(row, week) for row in db.session.execute(_all_of_it(), values(account_id, week)))


def once_each(things: Iterable[Thing]) -> list[Thing]:
    """What stands in two reviews under one name is one thing."""
    return list({each.name: each for each in things}.values())


def values(account_id: int, week: ThisWeek) -> dict[str, Any]:
    """What the statements leave open: they are large, and so built once."""
    spans = {f"{end}_{weeks}": day for weeks in MONTHS for end, day in zip(("first", "last"), week.ago(weeks), strict=True)}
    moments = {f"{end}_{weeks}": at for weeks in MONTHS for end, at in zip(("from", "to"), week.moments_ago(weeks), strict=True)}
    return {"account_id": account_id, "monday": week.monday, "begins_at": week.begins_at, **spans, **moments}


@cache
def _all_of_it() -> Select[*tuple[Any, ...]]:
    things = things_of(said_too=True).subquery()
    return select(things).order_by(*in_order(things.c)).limit(AT_MOST)


def things_of(*, said_too: bool = False) -> Any:
    """In SQL, with `values`: what comes back to the account in the week and nothing was said of, with `said_too` also what something was."""
    return union_all(*(_rows(kind, said_too) for kind in (entries, questions)), _saved(said_too))


def said_this_week() -> Any:
    """In SQL, with `values`: of how many things something was said since the week began, and not taken back."""
    return select(func.count()).select_from(Memory).where(Memory.account_id == ACCOUNT, _was_said()).scalar_subquery()


def in_order(columns: Any) -> tuple[Any, ...]:
    """Resources first; of these what is nearest, then as it stood in the review."""
    return columns.rank, columns.starts_on.desc(), columns.position, columns.source


def _rows(kind: Any, said_too: bool) -> Select[*tuple[Any, ...]]:
    """A cohort's week belongs to the week of the calendar that it begins in, so each comes once for each of MONTHS."""
    statement, name = kind()
    months_old = or_(*(Week.starts_on.between(bindparam(f"first_{weeks}"), bindparam(f"last_{weeks}")) for weeks in MONTHS))
    statement = statement.join(Cohort, Cohort.id == Membership.cohort_id)
    return _in_its_week(statement, name, Week.number, Week.starts_on, months_old, said_too)


def _saved(said_too: bool) -> Select[*tuple[Any, ...]]:
    """It belongs to the week in which it was saved."""
    statement, name = saved_things()
    at = {weeks: and_(Saved.saved_at >= _moment(f"from_{weeks}"), Saved.saved_at < _moment(f"to_{weeks}")) for weeks in MONTHS}
    monday = case(*((when, bindparam(f"first_{weeks}", type_=Date())) for weeks, when in at.items()), else_=func.date(Saved.saved_at))
    return _in_its_week(statement, name, SearchDocument.week, monday, or_(*at.values()), said_too)


def _moment(name: str) -> Any:
    return bindparam(name, type_=UtcDateTime())


def _in_its_week(statement: Any, named: tuple[str, Any], number: Any, starts_on: Any, months_old: ColumnElement[bool], said_too: bool) -> Any:
    name, source = named
    of_it = and_(Memory.account_id == ACCOUNT, Memory.kind == name, Memory.source == source)
    open_again = and_(Memory.said == "later", Memory.until <= MONDAY)
    now = and_(or_(Memory.id.is_(None), open_again), or_(months_old, and_(Memory.said == "later", Memory.until == MONDAY)))
    return (statement.add_columns(number.label("number"), starts_on.label("starts_on"), Cohort.id.label("cohort_id"), Cohort.slug.label("slug"),
                                  Cohort.name.label("cohort"), Memory.said.label("said"), Memory.until.label("until"))
            .outerjoin(Memory, of_it)
            .where(Membership.account_id == ACCOUNT, Membership.ended_at.is_(None), or_(now, _was_said() if said_too else false())))


def _was_said() -> ColumnElement[bool]:
    """This week. What was taken back is for later, and later is this week."""
    return and_(Memory.said_at >= bindparam("begins_at"), or_(Memory.until.is_(None), Memory.until > MONDAY))
