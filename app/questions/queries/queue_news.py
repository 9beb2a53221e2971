"""What happened in the queue while somebody looked at a page of it; one statement, asked again and again."""
from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import CompoundSelect, Integer, String, bindparam, cast, func, literal, null, select, union_all
from sqlalchemy.orm import aliased

from app.accounts.models import Account
from app.cohorts.models import Membership
from app.extensions import db
from app.questions.filters import Filters
from app.questions.models import Question, state_of
from app.questions.queries.walks import COHORT, place_of, shape_of, values_of, walk
from app.web.clock import UtcDateTime
from app.web.times import When

ROWS_AT_MOST = 90  # on one page: three pages' worth, with what was added to it
COUNTED_AT_MOST = 100
A_LITTLE = timedelta(minutes=1)  # what was asked before the page was made may be there only after: its transaction ended later


def news_for(member: Membership, filters: Filters, ids: Collection[int], since: datetime, now: datetime) -> dict[str, Any]:
    """Of a page that was made at `since` and shows the questions `ids`: how many more belong to it, and how those that it shows stand now."""
    values = {**values_of(member, filters, now), "ids": list(ids), "but": list(ids), "since": since - A_LITTLE}
    rows = db.session.execute(_statement(shape_of(filters)), values).all()
    new = next(row.id for row in rows if row.kind == "new")
    waiting = member.cohort.waiting_count
    return {
        "waiting": waiting,
        "title": ngettext("%(num)s question waits for an answer", "%(num)s questions wait for an answer", waiting),
        "new": _more(new) if new else "",
        "rows": {str(row.id): _stand(row, member, now) for row in rows if row.kind == "row"},
    }


def newer_than(filters: Filters, since: datetime) -> str:
    """The address's query of the page that shows what `news_for` counts as new."""
    return filters.in_queue() if filters.mine else filters.after(f"{(since - A_LITTLE).timestamp():.6f}_0")


def _more(number: int) -> str:
    if number > COUNTED_AT_MOST:
        return _("Show more than %(num)s new questions", num=COUNTED_AT_MOST)
    return ngettext("Show %(num)s new question", "Show %(num)s new questions", number)


def _stand(row: Any, member: Membership, now: datetime) -> dict[str, str]:
    """`state`, and in words what the row says: who is writing and until when, or what became of it."""
    state = state_of(row.answered_at, row.closed_at, row.duplicate_of_id)
    if state != "open" or row.waiting_since is None:
        words = {"answered": _("Answered"), "duplicate": _("Asked before"), "withdrawn": _("Withdrawn"), "open": _("No longer waiting")}
        return {"state": "over", "look": "answered" if state == "answered" else "", "words": words[state]}
    if row.claimed_until and row.claimed_until > now:
        state = "mine" if row.claimed_by_id == member.id else "held"
        return {"state": state, "words": _("%(name)s is writing", name=row.writer), "until": When.iso(row.claimed_until)}
    return {"state": "own" if row.author_id == member.id else "free"}


@cache
def _statement(shape: Filters) -> CompoundSelect[*tuple[Any, ...]]:
    holding, holder = aliased(Membership), aliased(Account)
    moment, number, name = cast(null(), UtcDateTime), cast(null(), Integer), cast(null(), String)
    ids, but = bindparam("ids", expanding=True), bindparam("but", expanding=True)  # two: empty, `in` and `not in` are written in different ways
    shown = (
        select(literal("row").label("kind"), Question.id, Question.author_id, Question.waiting_since, Question.answered_at, Question.closed_at,
               Question.duplicate_of_id, Question.claimed_by_id, Question.claimed_until, holder.name.label("writer"))
        .outerjoin(holding, Question.claimed_by_id == holding.id).outerjoin(holder, holding.account_id == holder.id)
        .where(Question.cohort_id + 0 == COHORT, Question.id.in_(ids), Question.asked_at.is_not(None)))
    more = walk(shape, Question.id).where(Question.id.not_in(but))
    if not shape.mine:
        more = more.where(place_of(shape)[0] > bindparam("since", type_=UtcDateTime))
    counted = more.limit(COUNTED_AT_MOST + 1).subquery()
    return union_all(shown, select(literal("new"), func.count(), number, moment, moment, moment, number, number, moment, name).select_from(counted))
