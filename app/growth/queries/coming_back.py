"""What somebody wrote one, three and six months ago this week, in all cohorts in which they still are."""
from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, String, and_, bindparam, case, cast, false, func, literal, or_, select, union_all

from app.cohorts.models import Cohort, Membership, Week
from app.extensions import db
from app.growth.models import Memory, StudyDay
from app.growth.months import MONTHS, ThisWeek
from app.growth.queries.topics import TOPIC, is_done, stands_last
from app.questions.models import Question
from app.reviews.models import Entry, Review
from app.web.database import BigId
from app.web.words import first_words

# What of a review comes back, in the order in which it does.
SECTIONS = ("resource", TOPIC, "takeaway")
AT_MOST = 200  # on a page; three weeks hold fewer
WEB = ("https://", "http://")
ACCOUNT, MONDAY = bindparam("account_id", type_=BigId), bindparam("monday", type_=Date())


@dataclass(frozen=True, slots=True)
class Thing:
    """Something of one's own that came back. `weeks` says how long ago it was written, `said` what was said of it this week, "" for nothing yet.

    `section` is that of the review, or "question". `cohort` is the cohort's name.
    """

    kind: str
    source: str
    section: str
    address: str
    html: str
    note_html: str
    url: str
    number: int
    cohort_id: int
    cohort: str
    weeks: int
    said: str

    @property
    def name(self) -> str:
        """What it is called in forms."""
        return f"{self.kind}:{self.source}"

    @property
    def label(self) -> str:
        return first_words(self.html)

    @property
    def link(self) -> str:
        """Where a resource leads in the web; "" where it leads nowhere."""
        return self.url if self.url.lower().startswith(WEB) else ""


def coming_back(account_id: int, week: ThisWeek) -> list[Thing]:
    """Everything of this week, also what something was said of since it began; one statement."""
    return [thing(row, week) for row in db.session.execute(_all_of_it(), values(account_id, week))]


def values(account_id: int, week: ThisWeek) -> dict[str, Any]:
    """What the statements leave open: they are large, and so built once."""
    spans = {f"{end}_{weeks}": day for weeks in MONTHS for end, day in zip(("first", "last"), week.ago(weeks), strict=True)}
    return {"account_id": account_id, "monday": week.monday, "begins_at": week.begins_at, **spans}


@cache
def _all_of_it() -> Select[*tuple[Any, ...]]:
    things = things_of(said_too=True).subquery()
    return select(things).order_by(*in_order(things.c)).limit(AT_MOST)


def things_of(*, said_too: bool = False) -> Any:
    """In SQL, with `values`: what comes back to the account in the week and nothing was said of, with `said_too` also what something was."""
    return union_all(*(_rows(kind, said_too) for kind in (_entries, _questions)))


def said_this_week() -> Any:
    """In SQL, with `values`: of how many things something was said since the week began, and not taken back."""
    return select(func.count()).select_from(Memory).where(Memory.account_id == ACCOUNT, _was_said()).scalar_subquery()


def in_order(columns: Any) -> tuple[Any, ...]:
    """Resources first; of these what is nearest, then as it stood in the review."""
    return columns.rank, columns.starts_on.desc(), columns.position, columns.source


def thing(row: Any, week: ThisWeek) -> Thing:
    said = row.said if row.said and not (row.until is not None and row.until <= week.monday) else ""
    return Thing(row.kind, row.source, row.section, f"/c/{row.slug}/{row.place}{row.place_id}{row.anchor}", row.html, row.note_html, row.url, row.number,
                 row.cohort_id, row.cohort, week.weeks_since(row.starts_on), said or "")


def is_own(account_id: int, kind: str, source: str) -> Select[*tuple[Any, ...]]:
    """In SQL: one row where something of that name could come back to the account, in whichever week."""
    statement, _name = (_entries if kind == "entry" else _questions)(source)
    return statement.with_only_columns(literal(1)).where(Membership.account_id == account_id, Membership.ended_at.is_(None)).limit(1)


def _rows(kind: Any, said_too: bool) -> Select[*tuple[Any, ...]]:
    statement, (name, source) = kind()
    of_it = and_(Memory.account_id == ACCOUNT, Memory.kind == name, Memory.source == source)
    open_again = and_(Memory.said == "later", Memory.until <= MONDAY)
    now = and_(or_(Memory.id.is_(None), open_again), or_(_is_months_old(), and_(Memory.said == "later", Memory.until == MONDAY)))
    return (statement.add_columns(Week.number.label("number"), Week.starts_on.label("starts_on"), Cohort.id.label("cohort_id"), Cohort.slug.label("slug"),
                                  Cohort.name.label("cohort"), Memory.said.label("said"), Memory.until.label("until"))
            .join(Cohort, Cohort.id == Membership.cohort_id).outerjoin(Memory, of_it)
            .where(Membership.account_id == ACCOUNT, Membership.ended_at.is_(None), or_(now, _was_said() if said_too else false())))


def _entries(source: str | None = None) -> tuple[Any, Any]:
    """Rows of filed reviews. A topic that is done does not come back, nor one that has its day: that brings it."""
    has_day = (select(StudyDay.id).where(StudyDay.cohort_id == Review.cohort_id, StudyDay.member_id == Review.author_id, StudyDay.key == Entry.key)
               .correlate(Entry, Review).exists())
    still_to_do = or_(Entry.section != TOPIC, and_(~is_done(), ~has_day, stands_last()))
    ranks = {section: rank for rank, section in enumerate(SECTIONS)}
    statement = (
        select(literal("entry").label("kind"), Entry.key.label("source"), Entry.section.label("section"), literal("reviews/").label("place"),
               Entry.review_id.label("place_id"), (literal("#entry-") + cast(Entry.id, String)).label("anchor"), Entry.html.label("html"),
               Entry.note_html.label("note_html"), Entry.url.label("url"), _ranked(Entry.section, ranks).label("rank"), Entry.position.label("position"))
        .select_from(Membership).join(Review, and_(Review.cohort_id == Membership.cohort_id, Review.author_id == Membership.id))
        .join(Week, Week.id == Review.week_id).join(Entry, Entry.review_id == Review.id)
        .where(Review.filed_at.is_not(None), Entry.section.in_(SECTIONS)))
    return statement.where(still_to_do if source is None else Entry.key == source), ("entry", Entry.key)


def _questions(source: str | None = None) -> tuple[Any, Any]:
    """One's own that have an answer."""
    own_id = cast(Question.id, String)
    statement = (
        select(literal("question").label("kind"), own_id.label("source"), literal("question").label("section"), literal("questions/").label("place"),
               Question.id.label("place_id"), literal("").label("anchor"), Question.headline_html.label("html"), literal("").label("note_html"),
               literal("").label("url"), literal(len(SECTIONS)).label("rank"), Question.position.label("position"))
        .select_from(Membership).join(Question, and_(Question.cohort_id == Membership.cohort_id, Question.author_id == Membership.id))
        .join(Week, Week.id == Question.week_id)
        .where(Question.listed_at.is_not(None), Question.answered_at.is_not(None), Question.closed_at.is_(None)))
    return statement if source is None else statement.where(own_id == source), ("question", own_id)


def _is_months_old() -> ColumnElement[bool]:
    """A cohort's week belongs to the week of the calendar that it begins in, so each comes once for each of MONTHS."""
    return or_(*(Week.starts_on.between(bindparam(f"first_{weeks}"), bindparam(f"last_{weeks}")) for weeks in MONTHS))


def _was_said() -> ColumnElement[bool]:
    """This week. What was taken back is for later, and later is this week."""
    return and_(Memory.said_at >= bindparam("begins_at"), or_(Memory.until.is_(None), Memory.until > MONDAY))


def _ranked(column: Any, ranks: dict[str, int]) -> Any:
    return case(ranks, value=column)
