"""Questions that were asked before, in this cohort and in those that the reader was in: which say the same, and which hold certain words."""
from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from markupsafe import Markup
from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from app.cohorts.models import GUIDES, Cohort, Membership
from app.extensions import db
from app.questions.indexed import KIND, may_be_found
from app.questions.models import Question, Reply
from app.search import glossary, similar
from app.search.glossary import Glossary
from app.search.models import GlossaryTerm
from app.search.similar import Hit
from app.web.clock import UtcDateTime

COHORTS_AT_MOST = 12
BETWEEN = "\n"


@dataclass(frozen=True)
class Similar:
    """A question that may be read by whom it was found for. `path` is its address, "" where it opens no more: then words and answer stand here."""

    id: int
    path: str
    headline: str
    headline_html: Markup
    is_answered: bool
    replies: int
    cohort_name: str | None
    score: float
    body_html: Markup = field(default_factory=Markup)  # empty where `path` leads to it
    answer_html: Markup = field(default_factory=Markup)


@dataclass(frozen=True)
class Shelf:
    """A cohort that the reader is or was in."""

    cohort_id: int
    slug: str
    name: str
    until: datetime | None  # when the membership ended


def similar_for(member: Membership, text: str, *, but: Collection[int] | None = None, at_most: int = 3, answered_only: bool = False) -> list[Similar]:
    """What `member` may read that asks the same as `text`, the nearest first; often nothing. At most five statements."""
    shelves, own = _shelves(member)
    return _shown(member, shelves, similar.nearest(KIND, [shelf.cohort_id for shelf in shelves], text, own), but or (), at_most, answered_only)


def similar_in(cohort: Cohort, text: str, at_most: int = 3) -> list[dict[str, Any]]:
    """For staff's command: what is similar in one cohort, as `id`, `text` and `score`."""
    own = glossary.own(db.session.scalars(GlossaryTerm.of(cohort.id).with_only_columns(GlossaryTerm.spellings)))
    hits = similar.nearest(KIND, [cohort.id], text, own)[:at_most]
    rows = db.session.execute(select(Question.id, Question.text).where(Question.id.in_([hit.source_id for hit in hits]), may_be_found()))
    texts = {row.id: row.text for row in rows}
    return [{"id": hit.source_id, "text": texts[hit.source_id], "score": hit.score} for hit in hits if hit.source_id in texts]


def find_for(member: Membership, query: str, *, but: Collection[int] | None = None, at_most: int = 10) -> list[Similar]:
    """Questions of the member's cohort that hold the words of `query`, or pieces of them."""
    hits = similar.found(KIND, [member.cohort_id], query, 50)
    return _shown(member, [_own(member)], hits, but or (), at_most, False)


def _own(member: Membership) -> Shelf:
    return Shelf(member.cohort_id, member.cohort.slug, member.cohort.name, None)


def _shelves(member: Membership) -> tuple[list[Shelf], Glossary]:
    """Where the member may look, the own cohort first, and the own cohort's glossary; one statement."""
    values = {"member_id": member.id, "account_id": member.account_id, "own_id": member.cohort_id}
    rows = db.session.execute(_shelves_of(), values).all()
    return [Shelf(*row[:4]) for row in rows], glossary.own((rows[0][4] or "").split(BETWEEN) if rows else ())


@cache
def _shelves_of() -> Select[*tuple[Any, ...]]:
    """Of the membership "member_id", the account "account_id", the own cohort "own_id"; built once, because every pause while somebody types asks it."""
    own, mine = bindparam("own_id"), Membership.id == bindparam("member_id")
    spellings = select(func.aggregate_strings(GlossaryTerm.spellings, BETWEEN)).where(GlossaryTerm.cohort_id == own).scalar_subquery()
    return (select(Cohort.id, Cohort.slug, Cohort.name, Membership.ended_at, spellings).join(Cohort, Cohort.id == Membership.cohort_id)
            .where(Membership.account_id == bindparam("account_id"), or_(mine, Cohort.id != own))
            .order_by(~mine, Cohort.starts_on.desc(), Cohort.id.desc()).limit(COHORTS_AT_MOST))


def _shown(member: Membership, shelves: Sequence[Shelf], hits: Sequence[Hit], but: Collection[int], at_most: int, answered_only: bool) -> list[Similar]:
    """The first of `hits` as they stand in the database now; one that was closed as the same as another gives way to it. At most two statements."""
    scores = {hit.source_id: hit.score for hit in hits}
    if not scores:
        return []
    values = {"ids": list(scores), "but": list(but)}
    for at, shelf in enumerate(shelves):
        values |= {f"cohort_{at}": shelf.cohort_id} | ({f"until_{at}": shelf.until} if shelf.until else {})
    rows = db.session.execute(_those_shown(tuple(shelf.until is not None for shelf in shelves), answered_only), values)
    found: dict[int, Any] = {}
    for row in sorted(rows, key=lambda row: (-scores[row.found], row.found)):
        found.setdefault(row.id, row)
    on, chosen = {shelf.cohort_id: shelf for shelf in shelves}, list(found.values())[:at_most]
    answers = _answers({row.id: on[row.cohort_id] for row in chosen if on[row.cohort_id].until})
    return [_similar(row, on[row.cohort_id], scores[row.found], member, answers.get(row.id, "")) for row in chosen]


@cache
def _those_shown(left: tuple[bool, ...], answered_only: bool) -> Select[*tuple[Any, ...]]:
    """Of the questions "ids" those that may be shown, without those "but". `left` says of each shelf ("cohort_0" …) whether it was left ("until_0")."""
    shown = aliased(Question)
    rows = (
        select(Question.id.label("found"), shown.id, shown.cohort_id, shown.headline, shown.headline_html, shown.body_html, shown.answered_at,
               shown.reply_count)
        .join(shown, shown.id == func.coalesce(Question.duplicate_of_id, Question.id))
        .where(Question.id.in_(bindparam("ids", expanding=True)), may_be_found(),
               shown.asked_at.is_not(None), shown.audience == "cohort", shown.closed_at.is_(None),
               shown.id.not_in(bindparam("but", expanding=True)), or_(*(_on(at, has_left, shown) for at, has_left in enumerate(left)))))
    return rows.where(shown.answered_at.is_not(None)) if answered_only else rows


def _on(at: int, has_left: bool, question: type[Question]) -> ColumnElement[bool]:
    """Who left a cohort sees of it what was asked until then."""
    here = question.cohort_id == bindparam(f"cohort_{at}")
    return and_(here, question.asked_at <= bindparam(f"until_{at}", type_=UtcDateTime)) if has_left else here


def _answers(shelves: dict[int, Shelf]) -> dict[int, str]:
    """What settled questions whose pages open no more for the reader, as it could be read before the membership ended; one statement, or none."""
    if not shelves:
        return {}
    rows = db.session.execute(
        select(Reply.question_id, Reply.html, Reply.written_at)
        .where(Reply.question_id.in_(shelves), Reply.withdrawn_at.is_(None), Reply.asks_back.is_(False),
               or_(Reply.accepted_at.is_not(None), Reply.author_role.in_(GUIDES)))
        .order_by(Reply.accepted_at.is_(None), Reply.id))
    answers: dict[int, str] = {}
    for question_id, html, written_at in rows:
        until = shelves[question_id].until
        if until is None or written_at <= until:
            answers.setdefault(question_id, html)
    return answers


def _similar(row: Row[Any], shelf: Shelf, score: float, member: Membership, answer: str) -> Similar:
    elsewhere = shelf.cohort_id != member.cohort_id
    opens = shelf.until is None
    return Similar(row.id, f"/c/{shelf.slug}/questions/{row.id}" if opens else "", row.headline, Markup(row.headline_html),  # noqa: S704
                   row.answered_at is not None, row.reply_count, shelf.name if elsewhere else None, score,
                   Markup("" if opens else row.body_html), Markup(answer))  # noqa: S704
