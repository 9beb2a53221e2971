"""One question with everything that its page shows."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median_low

from sqlalchemy import Select, and_, exists, func, literal, or_, select, true
from sqlalchemy.orm import joinedload

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import MeToo, Question, QuestionEvent, Reply
from app.questions.queries.waiting import COUNTED_AT_MOST, usual_wait
from app.questions.sources import Source, source_of


@dataclass(frozen=True)
class Line:
    """A question's place: how many wait before it (at most COUNTED_AT_MOST), and how long half of the answers took at most."""

    before: int
    usual_wait: timedelta | None


@dataclass(frozen=True)
class Thread:
    question: Question
    replies: list[Reply]
    events: list[QuestionEvent]
    source: Source | None
    me_too: bool
    line: Line | None


def to_be_shown(question_id: int, member: Membership) -> Select[Question]:
    """The question with what its page says of it, if the member may read it."""
    return Question.listed_for(member).where(Question.id == question_id).options(
        joinedload(Question.author).joinedload(Membership.account), joinedload(Question.author).joinedload(Membership.team),
        joinedload(Question.claimed_by).joinedload(Membership.account), joinedload(Question.week), joinedload(Question.tags))


def thread_of(question: Question, member: Membership, now: datetime) -> Thread:
    """What stands under a question that was loaded by `to_be_shown`; at most five statements."""
    own = question.is_by(member)
    return Thread(
        question=question,
        replies=list(db.session.scalars(Reply.to([question.id]))),
        events=list(db.session.scalars(
            select(QuestionEvent).where(QuestionEvent.question_id == question.id).order_by(QuestionEvent.id)
            .options(joinedload(QuestionEvent.member).joinedload(Membership.account)))),
        source=source_of(question, member),
        me_too=not own and said_me_too(question, member),
        line=_line_of(question, now) if own and question.is_waiting else None,
    )


def said_me_too(question: Question, member: Membership) -> bool:
    return bool(db.session.scalar(select(exists().where(MeToo.question_id == question.id, MeToo.member_id == member.id))))


def _line_of(question: Question, now: datetime) -> Line:
    since = question.waiting_since
    earlier = or_(Question.waiting_since < since, and_(Question.waiting_since == since, Question.id < question.id))
    ahead = select(literal(1)).where(Question.cohort_id == question.cohort_id, Question.waiting_since <= since, earlier).limit(COUNTED_AT_MOST).subquery()
    before = select(func.count().label("number")).select_from(ahead).subquery()
    sample = usual_wait(question.cohort_id, now).subquery()
    rows = db.session.execute(
        select(before.c.number, sample.c.asked_at, sample.c.answered_at).select_from(before.outerjoin(sample, true()))).all()
    waits = [answered - asked for _number, asked, answered in rows if answered]
    return Line(rows[0].number, median_low(waits) if waits else None)
