"""What to answer next."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import Question


@dataclass(frozen=True)
class Next:
    id: int
    headline: str
    waiting_since: datetime


def next_for(member: Membership, now: datetime) -> Next | None:
    """The longest waiting question that nobody holds, was not handed to somebody else, and is not the member's own; one statement."""
    free = or_(Question.claimed_until.is_(None), Question.claimed_until <= now)
    theirs = or_(Question.handed_to_id.is_(None), Question.handed_to_id == member.id)
    row = db.session.execute(
        Question.waiting(member.cohort_id).with_only_columns(Question.id, Question.headline, Question.waiting_since)
        .where(free, theirs, Question.author_id != member.id).limit(1)).one_or_none()
    return Next(row.id, row.headline, row.waiting_since) if row else None
