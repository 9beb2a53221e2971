"""The answers that somebody was writing and has not posted."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import Question, ReplyDraft, state_of
from app.questions.queries.readers import Kind, values_of

AT_MOST = 20  # what is older still stands in the form of its question


@dataclass(frozen=True, slots=True)
class Begun:
    """A question with an answer that was begun; `is_at_the_desk` where it is gone on with there, and not on the question's own page."""

    id: int
    headline: str
    state: str
    is_at_the_desk: bool
    saved_at: datetime


def begun_by(member: Membership) -> list[Begun]:
    """The latest first, at most AT_MOST; one statement. Of questions that the member may no longer read there is nothing to be told."""
    rows = db.session.execute(_statement(Kind.of(member)), values_of(member)).all()
    states = [state_of(row.answered_at, row.closed_at, row.duplicate_of_id) for row in rows]
    return [Begun(row.id, row.headline, state, row.closed_at is None and row.author_id != member.id, row.saved_at)
            for row, state in zip(rows, states, strict=True)]


@cache
def _statement(kind: Kind) -> Select[*tuple[Any, ...]]:
    member = kind.anybody()
    return (ReplyDraft.begun_by(member).join(Question, Question.id == ReplyDraft.question_id)
            .with_only_columns(Question.id, Question.headline, Question.author_id, Question.answered_at, Question.closed_at, Question.duplicate_of_id,
                               ReplyDraft.saved_at)
            .where(Question.readable_by(member), Question.listed_at.is_not(None)).limit(AT_MOST))
