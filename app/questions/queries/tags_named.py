"""Tags with their numbers: what is suggested while one is typed, and the list of all of them."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, bindparam, exists, func, literal, select
from sqlalchemy.orm import aliased

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import Question, QuestionTag, TagAlias
from app.questions.queries.readers import Kind, values_of

OFFERED = 100
LATELY = 2_000  # questions: what the cohort asks about now is wanted, and looking through all of it would grow with it
A_PAGE = 200
COUNTED_AT_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Named:
    """A tag and how many questions that the reader may read have it, at most COUNTED_AT_MOST; `earlier` are names that it had."""

    name: str
    count: int
    earlier: Sequence[str] = ()

    @property
    def is_many(self) -> bool:
        return self.count >= COUNTED_AT_MOST


@dataclass(frozen=True)
class Tags:
    """A page of them by name; `after` is the last name, where there are more."""

    tags: list[Named]
    after: str | None


def suggested_to(member: Membership) -> list[Named]:
    """The tags that the cohort's latest questions have, the most used first; one statement."""
    return [Named(row.name, row.number) for row in db.session.execute(_suggested(Kind.of(member)), values_of(member))]


def tags_for(member: Membership, after: str = "") -> Tags:
    """Those of what the member may read, each with the names that it had; two statements."""
    found = db.session.execute(_listed(Kind.of(member)), {**values_of(member), "after": after}).all()
    names = [row.name for row in found if row.name is not None]
    earlier: dict[str, list[str]] = {}
    for row in db.session.execute(select(TagAlias.name, TagAlias.kept).where(TagAlias.cohort_id == member.cohort_id, TagAlias.kept.in_(names))
                                  .order_by(TagAlias.name)):
        earlier.setdefault(row.kept, []).append(row.name)
    tags = [Named(row.name, row.number, earlier.get(row.name, ())) for row in found if row.name is not None]
    return Tags(tags[:A_PAGE], tags[A_PAGE - 1].name if len(tags) > A_PAGE else None)


def tag_of(member: Membership, name: str) -> Named | None:
    """That one, where the member may read a question that has it."""
    number = db.session.scalar(select(_count(Kind.of(member).anybody(), bindparam("name"))), {**values_of(member), "name": name}) or 0
    return Named(name, number) if number else None


# Each is built once: building them costs more than running them.


@cache
def _suggested(kind: Kind) -> Select[*tuple[Any, ...]]:
    member = kind.anybody()
    lately = (select(Question.id).where(Question.readable_by(member), Question.listed_at.is_not(None), Question.cohort_id == member.cohort_id)
              .order_by(Question.listed_at.desc(), Question.id.desc()).limit(LATELY).subquery())
    number = func.count().label("number")
    return (select(QuestionTag.name, number).join(lately, lately.c.id == QuestionTag.question_id)
            .group_by(QuestionTag.name).order_by(number.desc(), QuestionTag.name).limit(OFFERED))


@cache
def _listed(kind: Kind) -> Select[*tuple[Any, ...]]:
    """From one name to the next by their index, as queries/choices.py does, each with its number."""
    member = kind.anybody()
    first = select(_next(member, bindparam("after")).label("name"), literal(1).label("place"))
    found = first.cte("names", recursive=True)
    following = _next(member, found.c.name)
    found = found.union_all(select(following, found.c.place + 1).where(found.c.name.is_not(None), found.c.place <= A_PAGE))
    return select(found.c.name, _count(member, found.c.name).label("number")).where(found.c.name.is_not(None)).order_by(found.c.name)


def _next(member: Membership, name: Any) -> ScalarSelect[str]:
    readable = exists().where(Question.id == QuestionTag.question_id, *_readable(member))
    return (select(QuestionTag.name).where(QuestionTag.cohort_id == member.cohort_id, readable, QuestionTag.name > name)
            .order_by(QuestionTag.name).limit(1).scalar_subquery())


def _count(member: Membership, name: Any) -> ScalarSelect[int]:
    tag = aliased(QuestionTag)
    tagged = (select(literal(1)).select_from(tag).join(Question, Question.id == tag.question_id)
              .where(tag.cohort_id == member.cohort_id, tag.name == name, *_readable(member)).limit(COUNTED_AT_MOST).correlate_except(tag, Question).subquery())
    return select(func.count()).select_from(tagged).scalar_subquery()


def _readable(member: Membership) -> tuple[ColumnElement[bool], ...]:
    return Question.readable_by(member), Question.listed_at.is_not(None)
