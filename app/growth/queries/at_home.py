"""What stands on home of one's own months ago, and what one meant to study today."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, String, bindparam, cast, literal, null, select, union_all

from app.cohorts.calendar import today
from app.cohorts.models import Membership
from app.extensions import db
from app.growth.models import StudyDay
from app.growth.months import ThisWeek
from app.growth.queries.coming_back import ACCOUNT, in_order, once_each, said_this_week, things_of, values
from app.growth.queries.thing import Thing, thing
from app.growth.queries.topics import Due, study_days

A_WEEK_AT_MOST = 3  # things on home; what something was said of counts too, so that home is quiet then
DUE_SHOWN = 5


@dataclass(frozen=True)
class AtHome:
    """`more` says whether there is more of this week than is shown."""

    back: Sequence[Thing] = field(default_factory=list)
    due: Sequence[Due] = field(default_factory=list)
    more: bool = False

    @property
    def weeks(self) -> int:
        """How long ago all of it was written; 0 where some of it is older than the rest."""
        ages = {each.weeks for each in self.back}
        return ages.pop() if len(ages) == 1 else 0


def at_home(member: Membership, now: datetime) -> AtHome:
    """For the member's account, by the week that it is in their cohort; one statement. `account` and `cohort` must be loaded."""
    week, account, day = ThisWeek.of(member.cohort, now), member.account, today(member.cohort, now)
    if not account.shows_memories:
        return AtHome(due=[_as_due(row) for row in db.session.execute(_due(), {"account_id": account.id, "today": day})])
    rows = db.session.execute(_back_and_due(), {**values(account.id, week), "today": day}).all()
    found = sorted((row for row in rows if row.kind != "day"), key=lambda row: (row.rank, -row.starts_on.toordinal(), row.position, row.source))
    things = once_each(thing(row, week) for row in found)
    shown = things[:max(A_WEEK_AT_MOST - (found[0].quiet if found else 0), 0)]
    return AtHome(shown, [_as_due(row) for row in rows if row.kind == "day"], len(things) > len(shown))


@cache
def _back_and_due() -> Any:
    found = things_of().subquery()
    back = select(found, said_this_week().label("quiet")).order_by(*in_order(found.c)).limit(A_WEEK_AT_MOST + 1).subquery()
    return union_all(select(back), select(_due().subquery()))


@cache
def _due() -> Select[*tuple[Any, ...]]:
    """As columns of what comes back, so that one statement tells both: the topic's id is its position, its day the day that it waits for."""
    days = study_days().where(Membership.account_id == ACCOUNT, StudyDay.day <= bindparam("today")).subquery()
    said = cast(null(), String).label("said")
    return (select(literal("day").label("kind"), days.c.key.label("source"), _blank("section"), _blank("place"),
                   days.c.review_id.label("place_id"), _blank("anchor"), days.c.html, days.c.note_html, _blank("url"), literal(0).label("rank"),
                   days.c.entry_id.label("position"), days.c.number, days.c.day.label("starts_on"), days.c.cohort_id, days.c.slug, days.c.cohort, said,
                   days.c.day.label("until"), literal(0).label("quiet"))
            .order_by(days.c.day.desc(), days.c.entry_id).limit(DUE_SHOWN))


def _blank(name: str) -> Any:
    return literal("").label(name)


def _as_due(row: Any) -> Due:
    return Due(row.source, row.position, row.place_id, row.html, row.note_html, row.number, row.cohort_id, row.slug, row.cohort, row.until)
