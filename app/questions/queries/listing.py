"""The list of questions: rows of named columns, made ready to be printed."""
from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from markupsafe import Markup
from sqlalchemy import ColumnElement, Exists, ScalarSelect, Select, and_, bindparam, func, literal_column, select

from app.cohorts.models import Membership, Week
from app.questions.filters import Filters
from app.questions.models import Question, QuestionTag, TagAlias, state_of
from app.questions.models.nameable import asker_is_shown
from app.questions.queries.names import name_of, week_number
from app.questions.queries.readers import Kind, values_of
from app.questions.queries.tags import tags_of
from app.questions.words import Words, day_stamp, stamp
from app.web.pages import A_PAGE, Page, newest_first
from app.web.times import When

COLUMNS = (
    Question.id, Question.listed_at, Question.asked_at, Question.filed_at, Question.answered_at, Question.origin, Question.me_too_count,
    Question.reply_count, Question.headline_html, Question.without_name, Question.author_id, Question.closed_at, Question.duplicate_of_id,
)


CLOSED = ("duplicate", "withdrawn")
NARROW = ("open", *CLOSED)  # few of all that was ever asked


@dataclass(slots=True)
class Listed:
    """A question as a list shows it to one reader."""

    id: int
    state: str
    about: str
    moment: Markup
    headline: Markup
    asker: str


@dataclass(frozen=True)
class Listing:
    questions: list[Listed]
    after: str | None


def listing_for(member: Membership, filters: Filters, when: When) -> Listing:
    """The page of questions that the address asks for, the newest first; two statements."""
    page = page_for(member, filters)
    tags, words = tags_of([row.id for row in page.rows]), Words()
    questions: list[Listed] = []
    for row in page.rows:
        named = asker_is_shown(row.without_name, row.author_id, member)
        about = words.about(row.number, row.origin, row.me_too_count, row.reply_count, tags.get(row.id, []))
        moment = stamp(when, row.asked_at or row.filed_at) if named else day_stamp(when, row.listed_at)
        state = state_of(row.answered_at, row.closed_at, row.duplicate_of_id)
        questions.append(Listed(row.id, state, about, moment, Markup(row.headline_html or words.withdrawn), row.name if named else words.nobody))  # noqa: S704
    return Listing(questions, page.after)


def page_for(member: Membership, filters: Filters, size: int = A_PAGE) -> Page:
    """Its rows: COLUMNS, `number` of the week and `name` of the asker, who may have to stay unnamed (`asker_is_shown`); one statement."""
    shape, values = _shape(filters), {**values_of(member), "week": filters.week, "tag": filters.tag, "origin": filters.origin}
    at, key = (QuestionTag.listed_at, QuestionTag.question_id) if _by_tag(shape) else (Question.listed_at, Question.id)
    return newest_first(_statement(Kind.of(member), shape), at, key, size, values)  # type: ignore[arg-type]


def _shape(filters: Filters) -> Filters:
    """Filters that make the same statement as these, with whatever values."""
    return replace(filters, week=filters.week and 1, tag=filters.tag and "tag", origin=filters.origin and "origin", team=None, late=False)


@cache
def _statement(kind: Kind, filters: Filters) -> Select[*tuple[Any, ...]]:
    """Walked along the narrowest of the indexes that have the list's order: one's own, the open or closed ones, a week's, a tag's, an origin's.

    Where a state is ordered by a column that is null in all of it, that is so that PostgreSQL sees the list's order in an index that begins with it.
    """
    member, by_tag = kind.anybody(), _by_tag(filters)
    rows = select(*COLUMNS, week_number().label("number"), name_of(Question.author_id).label("name"))
    if by_tag:
        rows = (rows.add_columns(QuestionTag.question_id).select_from(QuestionTag).join(Question, Question.id == QuestionTag.question_id)
                .where(QuestionTag.cohort_id == member.cohort_id, QuestionTag.name == tag_called(member.cohort_id, bindparam("tag")),
                       QuestionTag.listed_at.is_not(None)))
    rows = rows.where(Question.readable_by(member), Question.listed_at.is_not(None))
    if filters.state is None and not (filters.free or filters.mine):
        rows = rows.where(Question.closed_at.is_(None))  # closed ones only where they are chosen, and one's own
    if filters.free or filters.state == "open":
        rows = rows.where(Question.is_open).order_by(Question.answered_at.desc())
    if filters.free:
        rows = rows.where(Question.reply_count == 0)
    if filters.state == "answered":
        rows = rows.where(Question.answered_at.is_not(None), Question.closed_at.is_(None))
    if filters.state in CLOSED:
        # Of a duplicate as the index of the list says it, and no other.
        repeated = func.coalesce(Question.duplicate_of_id, literal_column("0")) != literal_column("0")
        withdrawn = and_(Question.closed_at.is_not(None), Question.duplicate_of_id.is_(None))
        rows = rows.where(repeated if filters.state == "duplicate" else withdrawn, Question.waiting_since.is_(None))
        rows = rows.order_by(Question.waiting_since.desc())
    if filters.week:
        rows = rows.where(Question.week_id == week_id_of(member.cohort_id, bindparam("week")))
    if filters.tag and not by_tag:
        rows = rows.where(has_tag(member.cohort_id, bindparam("tag"), of_few=filters.state in CLOSED))
    if filters.origin:
        rows = rows.where(_plain(Question.origin, filters) == bindparam("origin"))
    if filters.mine:
        rows = rows.where(Question.author_id == member.id)
    return rows


def _by_tag(filters: Filters) -> bool:
    return bool(filters.tag) and not (filters.mine or filters.free or filters.week or filters.state in NARROW)


def _plain(origin: Any, filters: Filters) -> Any:
    """The origin as something without an index, where another is narrower."""
    return origin.concat("") if filters.mine or filters.free or filters.week or filters.tag or filters.state in NARROW else origin


def week_id_of(cohort_id: Any, number: Any) -> ScalarSelect[int]:
    return select(Week.id).where(Week.cohort_id == cohort_id, Week.number == number).scalar_subquery()


def has_tag(cohort_id: Any, name: Any, *, of_few: bool = False) -> Exists:
    """Looked up for each row where they are `of_few`: an offset of nothing keeps PostgreSQL from reading all that have the tag instead."""
    named = select(literal_column("1")).correlate(Question).where(
        QuestionTag.question_id == Question.id, QuestionTag.name == tag_called(cohort_id, name), QuestionTag.cohort_id == cohort_id)
    return (named.offset(literal_column("0")) if of_few else named).exists()


def tag_called(cohort_id: Any, name: Any) -> ColumnElement[str]:
    """The tag of that name, also by one that it no longer has: old addresses still find it."""
    became = select(TagAlias.kept).where(TagAlias.cohort_id == cohort_id, TagAlias.name == name).scalar_subquery()
    return func.coalesce(became, name)
