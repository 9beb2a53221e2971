"""What lists of questions can be chosen by: the weeks of a cohort, the tags of what the reader may read, for mentors the teams. One statement."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Date, Integer, ScalarSelect, String, cast, exists, literal, null, select, union_all

from app.cohorts.models import Membership, Team, Week
from app.extensions import db
from app.questions.models import Question, QuestionTag
from app.questions.queries.readers import Kind, values_of
from app.questions.words import Words

TAGS_OFFERED = 200  # a longer list is no help; any other tag can still be followed from a question that has it


@dataclass(frozen=True)
class Choices:
    """`weeks`: (number, first day) in order; `tags` in order; `teams`: (id, name) in order, empty where they were not asked for."""

    weeks: list[tuple[int, date]]
    tags: list[str]
    teams: list[tuple[int, str]]

    @property
    def week_names(self) -> list[tuple[int, str]]:
        words = Words()
        return [(number, words.week(number)) for number, _day in self.weeks]


def choices_for(member: Membership, *, teams: bool = False) -> Choices:
    rows = db.session.execute(_statement(Kind.of(member), teams), values_of(member)).all()
    return Choices(
        weeks=sorted((row.number, row.day) for row in rows if row.kind == "week"),
        tags=sorted(row.name for row in rows if row.kind == "tag"),
        teams=sorted(((row.number, row.name) for row in rows if row.kind == "team"), key=lambda team: (len(team[1]), team[1])),
    )


@cache
def _statement(kind: Kind, teams: bool) -> CompoundSelect[*tuple[Any, ...]]:
    member = kind.anybody()
    no_day, no_name, no_number, tags = cast(null(), Date), cast(null(), String), cast(null(), Integer), _tag_names(member)
    parts = [
        select(literal("week").label("kind"), Week.number.label("number"), no_name.label("name"), Week.starts_on.label("day"))
        .where(Week.cohort_id == member.cohort_id),
        select(literal("tag"), no_number, tags.c.name, no_day).where(tags.c.name.is_not(None)),
    ]
    if teams:
        parts.append(select(literal("team"), Team.id, Team.name, no_day).where(Team.cohort_id == member.cohort_id))
    return union_all(*parts)


def _tag_names(member: Membership):
    """Each tag of what the member may read once, from one to the next by its index: counting through every tagged question would grow with them."""
    first = select(_first_tag(member).label("name"), literal(1).label("place"))
    found = first.cte("tag_names", recursive=True)
    following = _first_tag(member, QuestionTag.name > found.c.name)
    return found.union_all(select(following, found.c.place + 1).where(found.c.name.is_not(None), found.c.place < TAGS_OFFERED))


def _first_tag(member: Membership, *which: ColumnElement[bool]) -> ScalarSelect[str]:
    readable = exists().where(Question.id == QuestionTag.question_id, Question.readable_by(member), Question.listed_at.is_not(None))
    return (select(QuestionTag.name).where(QuestionTag.cohort_id == member.cohort_id, readable, *which)
            .order_by(QuestionTag.name).limit(1).scalar_subquery())
