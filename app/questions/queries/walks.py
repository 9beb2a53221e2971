"""The ways through what waits. Each choice has an index in the order of the queue, so a page takes as long however much waits beside it:
what is taken is few and is gone to by itself, a team's and a tag's questions are walked alone, the rest by week, by origin or from the beginning."""
from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from app.cohorts.models import Membership
from app.questions.filters import Filters
from app.questions.models import Question, QuestionTag
from app.questions.queries.listing import has_tag, tag_called, week_id_of
from app.web.clock import UtcDateTime

COHORT, READER = bindparam("cohort_id"), bindparam("reader_id")
NOW, PROMISED = bindparam("now", type_=UtcDateTime), bindparam("promised", type_=UtcDateTime)  # what waits since before is past the promise
HELD = and_(Question.claimed_by_id.is_not(None), Question.claimed_until > NOW)  # by whomever


def shape_of(filters: Filters) -> Filters:
    """Filters that make the same statement as these, with whatever values."""
    return replace(filters, week=filters.week and 1, tag=filters.tag and "tag", origin=filters.origin and "origin", team=filters.team and 1)


def values_of(member: Membership, filters: Filters, now: datetime) -> dict[str, Any]:
    """What a walk leaves open."""
    return {"cohort_id": member.cohort_id, "reader_id": member.id, "now": now, "promised": now - member.cohort.promise, "week": filters.week,
            "tag": filters.tag, "origin": filters.origin, "team_id": filters.team}


def place_of(shape: Filters) -> tuple[InstrumentedAttribute[Any], InstrumentedAttribute[int]]:
    """The columns in whose order `walk` goes."""
    return (QuestionTag.waiting_since, QuestionTag.question_id) if _by_tag(shape) else (Question.waiting_since, Question.id)


def walk(shape: Filters, *columns: Any) -> Select[*tuple[Any, ...]]:
    """`columns` of the waiting questions that are chosen, in no order yet; of a walk by tag the columns of `place_of` are among them."""
    rows, left = select(*columns), shape  # what is left to be looked at in each question
    if shape.mine:
        rows = rows.where(Question.id.in_(_of_reader()))
    elif shape.team:
        rows, left = rows.where(Question.id.in_(_of_team())), replace(shape, team=None)
    elif shape.tag:
        rows = (rows.add_columns(QuestionTag.question_id).select_from(QuestionTag).join(Question, Question.id == QuestionTag.question_id)
                .where(QuestionTag.cohort_id == COHORT, QuestionTag.name == tag_called(COHORT, bindparam("tag")),
                       QuestionTag.waiting_since.is_not(None)))
        left = replace(shape, tag=None)
    else:
        rows = rows.where(Question.cohort_id == COHORT, Question.waiting_since.is_not(None))
    if shape.free:
        rows = rows.where(or_(Question.claimed_until.is_(None), Question.claimed_until <= NOW), Question.handed_to_id.is_(None))
    if shape.late:
        rows = rows.where(place_of(shape)[0] < PROMISED)
    return rows.where(*narrowed(left, led=not (shape.mine or shape.team or shape.tag)))


def narrowed(shape: Filters, *, led: bool) -> list[ColumnElement[bool]]:
    """What a question must be about; whose it is and how long it waits is asked elsewhere.

    Unless week and origin may lead, they are asked as something that has no index: they would be gone through again for each of the few.
    """
    conditions: list[ColumnElement[bool]] = []
    if shape.team:
        conditions.append(Question.author_id.in_(_members_of_team()))
    if shape.tag:
        conditions.append(has_tag(COHORT, bindparam("tag")))
    if shape.week:
        conditions.append((Question.week_id if led else Question.week_id + 0) == week_id_of(COHORT, bindparam("week")))
    if shape.origin:
        conditions.append((Question.origin if led else Question.origin.concat("")) == bindparam("origin"))
    return conditions


def taken() -> Select[int]:
    """Ids of what somebody holds or was handed. What waits no longer is neither."""
    held = select(Question.id).where(Question.cohort_id == COHORT, HELD)
    handed = select(Question.id).where(Question.cohort_id == COHORT, Question.handed_to_id.is_not(None))
    return select(union_all(held, handed).subquery().c.id)


def is_mine() -> ColumnElement[bool]:
    """Held by the reader, or handed to them."""
    return or_(and_(Question.claimed_by_id == READER, Question.claimed_until > NOW), Question.handed_to_id == READER)


def _of_reader() -> Select[int]:
    held = select(Question.id).where(Question.cohort_id == COHORT, Question.claimed_by_id == READER, Question.claimed_until > NOW)
    handed = select(Question.id).where(Question.cohort_id == COHORT, Question.handed_to_id == READER)
    return select(union_all(held, handed).subquery().c.id)


def _by_tag(shape: Filters) -> bool:
    return bool(shape.tag) and not shape.mine and not shape.team


def _of_team() -> Select[int]:
    return select(Question.id).where(Question.cohort_id == COHORT, Question.author_id.in_(_members_of_team()), Question.waiting_since.is_not(None))


def _members_of_team() -> Select[int]:
    return select(Membership.id).where(Membership.cohort_id == COHORT, Membership.team_id == bindparam("team_id"))
