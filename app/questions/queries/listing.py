"""The list of questions: rows of named columns, made ready to be printed."""
from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from markupsafe import Markup
from sqlalchemy import Exists, ScalarSelect, Select, bindparam, exists, select

from app.accounts.models import Account
from app.cohorts.models import Membership, Week
from app.questions.filters import Filters
from app.questions.models import Question, QuestionTag
from app.questions.models.nameable import asker_is_shown
from app.questions.queries.readers import Kind, values_of
from app.questions.queries.tags import tags_of
from app.questions.words import Words, day_stamp, stamp
from app.web.pages import newest_first
from app.web.times import When

COLUMNS = (
    Question.id, Question.listed_at, Question.asked_at, Question.filed_at, Question.answered_at, Question.origin, Question.me_too_count,
    Question.reply_count, Question.headline_html, Question.without_name, Question.author_id,
)


@dataclass(slots=True)
class Listed:
    """A question as a list shows it to one reader."""

    id: int
    is_open: bool
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
    values = {**values_of(member), "week": filters.week, "tag": filters.tag}
    page = newest_first(_statement(Kind.of(member), _shape(filters)), Question.listed_at, Question.id, values=values)  # type: ignore[arg-type]
    tags, words = tags_of([row.id for row in page.rows]), Words()
    questions: list[Listed] = []
    for (key, listed_at, asked_at, filed_at, answered_at, origin, me_toos, replies, headline, without_name, author_id, week, name) in page.rows:
        named = asker_is_shown(without_name, author_id, member)
        about = words.about(week, origin, me_toos, replies, tags.get(key, []))
        moment = stamp(when, asked_at or filed_at) if named else day_stamp(when, listed_at)
        questions.append(Listed(key, answered_at is None, about, moment, Markup(headline), name if named else words.nobody))  # noqa: S704
    return Listing(questions, page.after)


def _shape(filters: Filters) -> Filters:
    """Filters that make the same statement as these, with whatever values."""
    return replace(filters, week=filters.week and 1, tag=filters.tag and "tag", team=None)


@cache
def _statement(kind: Kind, filters: Filters) -> Select[*tuple[Any, ...]]:
    member = kind.anybody()
    rows = (select(*COLUMNS, Week.number, Account.name).join(Question.week).join(Question.author).join(Membership.account)
            .where(Question.readable_by(member), Question.listed_at.is_not(None)))
    if filters.state == "open" or filters.free:
        rows = rows.where(Question.is_open)
    if filters.state == "answered":
        rows = rows.where(Question.answered_at.is_not(None))
    if filters.free:
        rows = rows.where(Question.reply_count == 0)
    if filters.week:
        rows = rows.where(Question.week_id == week_id_of(member.cohort_id, bindparam("week")))
    if filters.tag:
        rows = rows.where(has_tag(member.cohort_id, bindparam("tag")))
    if filters.mine:
        rows = rows.where(Question.author_id == member.id)
    return rows


def week_id_of(cohort_id: Any, number: Any) -> ScalarSelect[int]:
    return select(Week.id).where(Week.cohort_id == cohort_id, Week.number == number).scalar_subquery()


def has_tag(cohort_id: Any, name: Any) -> Exists:
    return exists().where(QuestionTag.question_id == Question.id, QuestionTag.name == name, QuestionTag.cohort_id == cohort_id)
