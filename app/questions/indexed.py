"""Questions are found by what they say. Whatever changes a question's words or readers is indexed in the transaction that changes it."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, event, inspect, or_, select
from sqlalchemy.orm import Session

from app.extensions import db
from app.questions.models import Question
from app.search import index
from app.search.index import Entry
from app.search.rebuilding import SOURCES

KIND = "question"
CHANGED = "questions whose index entries are to be written"  # in session.info
MATTERS = ("text", "asked_at", "audience", "closed_at", "duplicate_of_id")


def may_be_found() -> ColumnElement[bool]:
    """In SQL: asked of the whole cohort, and not taken back. Nothing else is in the index, so nothing else can be found by anybody."""
    return and_(Question.asked_at.is_not(None), Question.audience == "cohort", or_(Question.closed_at.is_(None), Question.duplicate_of_id.is_not(None)))


def watch() -> None:
    """Say what can be found, note what changes at every flush and write it before the commit: one transaction counts its terms once, in one order."""
    SOURCES[KIND] = batch
    if not event.contains(db.session, "after_flush", _note):
        event.listen(db.session, "after_flush", _note)
        event.listen(db.session, "before_commit", _before_commit)
        event.listen(db.session, "after_soft_rollback", _forget)


def forget(question_ids: Iterable[int]) -> None:
    """Of questions that are deleted by a statement of their own, which no flush tells of."""
    db.session.info.setdefault(CHANGED, {}).update(dict.fromkeys(question_ids))


def write_pending() -> None:
    """What was written in this transaction so far can be found from now on."""
    db.session.flush()
    _write(db.session())


def batch(after: int, at_most: int) -> list[Entry]:
    """What may be found, in the order of ids, from the one after `after` on."""
    rows = db.session.execute(
        select(Question.id, Question.cohort_id, Question.text).where(Question.id > after, may_be_found()).order_by(Question.id).limit(at_most))
    return [Entry(row.id, row.cohort_id, row.text) for row in rows]


def _note(session: Session, context: object) -> None:
    changed = [thing for thing in (*session.new, *session.dirty) if isinstance(thing, Question) and _matters(thing)]
    gone = [thing for thing in session.deleted if isinstance(thing, Question)]
    if changed or gone:
        pending: dict[int, Entry | None] = session.info.setdefault(CHANGED, {})
        pending.update({question.id: None for question in gone})
        pending.update({question.id: _entry(question) for question in changed})


def _matters(question: Question) -> bool:
    attributes = inspect(question).attrs
    return any(attributes[name].history.has_changes() for name in MATTERS if name in attributes)


def _entry(question: Question) -> Entry | None:
    if question.asked_at is None or question.audience != "cohort" or question.is_withdrawn:
        return None
    return Entry(question.id, question.cohort_id, question.text)


def _before_commit(session: Session) -> None:
    session.flush()
    _write(session)


def _write(session: Session) -> None:
    pending: dict[int, Entry | None] = session.info.pop(CHANGED, {})
    index.put(KIND, [entry for entry in pending.values() if entry])
    index.drop(KIND, [question_id for question_id, entry in pending.items() if entry is None])


def _forget(session: Session, previous: Any) -> None:
    """After a savepoint alone what came before it still holds; an entry too many shows nothing, because what is shown is read from the questions."""
    if not previous.nested:
        session.info.pop(CHANGED, None)
