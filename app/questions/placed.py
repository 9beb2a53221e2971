"""A tag knows where its question stands in the list and in the queue, so that both can be walked by a tag in their own order: looking through
all questions for the few that have a rare tag would take longer the more there are. Kept in the flush that moves the question."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import event, inspect, update
from sqlalchemy.orm import Session

from app.extensions import db
from app.questions.models import Question, QuestionTag

PLACES = ("listed_at", "waiting_since")


def watch() -> None:
    if not event.contains(db.session, "before_flush", _place):
        event.listen(db.session, "before_flush", _place)


def _place(session: Session, context: object, instances: object) -> None:
    for thing in [*session.new, *session.dirty]:
        if isinstance(thing, Question):
            _place_tags_of(thing, session)


def _place_tags_of(question: Question, session: Session) -> None:
    state = inspect(question)
    known: dict[str, datetime | None] = {name: state.dict[name] for name in PLACES if name in state.dict}
    if "tags" in state.dict:
        for tag in question.tags:
            for name in PLACES:
                setattr(tag, name, known[name] if name in known else getattr(question, name))
        return
    moved: dict[str, Any] = {name: at for name, at in known.items() if state.attrs[name].history.has_changes()}
    if moved and state.persistent:
        session.execute(update(QuestionTag).where(QuestionTag.question_id == question.id).values(moved).execution_options(synchronize_session=False))
