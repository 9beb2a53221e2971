"""Questions are found by what they say and by what was replied. Whatever changes their words or readers is indexed in the transaction that changes it."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from app.cohorts.models import Week
from app.extensions import db
from app.questions.models import Question, QuestionTag, Reply
from app.questions.models.waiting import state_of
from app.search import sources
from app.search.index import Entry
from app.search.readers import readers_of
from app.search.sources import Source, add_source
from app.web.words import text_of

ROOT = KIND = "question"
MATTERS = ("text", "own_answer", "asked_at", "filed_at", "listed_at", "audience", "audience_team_id", "without_name", "answered_at", "closed_at",
           "duplicate_of_id", "week_id")


def may_be_found() -> ColumnElement[bool]:
    """In SQL: what is offered as similar. Asked of the whole cohort, and not taken back."""
    return and_(Question.asked_at.is_not(None), Question.audience == "cohort", _stands())


def watch() -> None:
    add_source(Source(KIND, entries, after))
    sources.watch(KIND, Question, MATTERS, lambda question: [question.id])
    sources.watch(KIND, Reply, ("text", "withdrawn_at"), lambda reply: [reply.question_id])
    sources.watch(KIND, QuestionTag, ("name",), lambda tag: [tag.question_id])


def forget(question_ids: Iterable[int]) -> None:
    """Of questions that are changed or deleted by a statement of their own, which no flush tells of."""
    sources.changed(KIND, question_ids)


def after(question_id: int, at_most: int) -> list[int]:
    return list(db.session.scalars(select(Question.id).where(Question.id > question_id, Question.filed_at.is_not(None), _stands())
                                   .order_by(Question.id).limit(at_most)))


def entries(question_ids: Collection[int]) -> list[Entry]:
    """What can be found of these questions; three statements."""
    rows = db.session.execute(
        select(Question.id, Question.cohort_id, Question.text, Question.headline, Question.headline_html, Question.body_html, Question.own_answer_html,
               Question.asked_at, Question.listed_at, Question.filed_at, Question.audience, Question.audience_team_id, Question.author_id,
               Question.without_name, Question.answered_at, Question.closed_at, Question.duplicate_of_id, Week.number)
        .join(Week, Week.id == Question.week_id).where(Question.id.in_(question_ids), Question.filed_at.is_not(None), _stands())).all()
    if not rows:
        return []
    ids = [row.id for row in rows]
    tags, replies = defaultdict[int, list[str]](list), defaultdict[int, list[Any]](list)
    for tag in db.session.execute(select(QuestionTag.question_id, QuestionTag.name).where(QuestionTag.question_id.in_(ids)).order_by(QuestionTag.name)):
        tags[tag.question_id].append(tag.name)
    for reply in db.session.execute(select(Reply.question_id, Reply.author_id, Reply.html).order_by(Reply.id)
                                    .where(Reply.question_id.in_(ids), Reply.withdrawn_at.is_(None))):
        replies[reply.question_id].append(reply)
    return [_entry(row, tags[row.id], replies[row.id]) for row in rows]


def _entry(row: Any, tags: list[str], replies: list[Any]) -> Entry:
    said = [row.body_html, row.own_answer_html, *(reply.html for reply in replies)]
    is_asked = row.asked_at is not None and row.audience == "cohort"
    readers = readers_of(row.cohort_id, row.audience, row.audience_team_id, row.author_id)
    return Entry(
        KIND, row.id, row.id, row.cohort_id, "\n".join(filter(None, map(text_of, said))), readers,
        title=text_of(row.headline_html) or row.headline, about=row.text if is_asked else "", week=row.number, author_id=row.author_id,
        is_named=not row.without_name, with_others=tuple(sorted({reply.author_id for reply in replies} - {row.author_id})),
        detail=state_of(row.answered_at, row.closed_at, row.duplicate_of_id), tags=tuple(tags),
        has_code=any("<code" in html for html in (row.headline_html, *said)), address=f"questions/{row.id}", shown_at=row.listed_at or row.filed_at)


def _stands() -> ColumnElement[bool]:
    return or_(Question.closed_at.is_(None), Question.duplicate_of_id.is_not(None))
