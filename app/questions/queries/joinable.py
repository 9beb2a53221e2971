"""Which of some questions the reader may say "me too" to and has not yet."""
from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import and_

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import MeToo, Question


def joinable(member: Membership, question_ids: Collection[int]) -> set[int]:
    """One statement, none for no questions; none of another cohort."""
    if not question_ids or member.cohort.is_archived:
        return set()
    said = and_(MeToo.question_id == Question.id, MeToo.member_id == member.id)
    rows = db.session.scalars(Question.listed_for(member).outerjoin(MeToo, said).where(Question.id.in_(question_ids), MeToo.member_id.is_(None)))
    return {question.id for question in rows if question.may_be_joined_by(member)}
