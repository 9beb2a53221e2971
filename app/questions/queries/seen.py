"""What a member may see, by id alone: for what stands in it."""
from __future__ import annotations

from sqlalchemy import Select, select

from app.cohorts.models import Membership
from app.questions.models import Question, Reply


def questions_seen_by(member: Membership) -> Select[int]:
    return Question.visible_to(member).with_only_columns(Question.id)


def replies_seen_by(member: Membership) -> Select[int]:
    return select(Reply.id).join(Question, Question.id == Reply.question_id).where(Question.readable_by(member))
