"""What each of those who answer has on the desk."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import distinct, func, select

from app.accounts.models import Account
from app.cohorts.calendar import current_number
from app.cohorts.models import GUIDES, Membership, Week
from app.extensions import db
from app.questions.models import Question, Reply


@dataclass(frozen=True, slots=True)
class Load:
    """`held` are questions that they hold a claim on now, `handed` what waits for them by name; `answered` and `asked_back` count
    questions since this week began."""

    name: str
    is_mentor: bool
    held: int
    handed: int
    answered: int
    asked_back: int


def load_of(reader: Membership, now: datetime) -> Sequence[Load]:
    """Every living mentor by name, and whoever else of staff has something or answered; two statements. `cohort` must be loaded."""
    cohort = reader.cohort
    starts_on = db.session.scalars(select(Week.starts_on).where(Week.cohort_id == cohort.id, Week.number == current_number(cohort, now))).one()
    since = datetime.combine(starts_on, time(), ZoneInfo(cohort.timezone))
    replied = (select(Reply.author_id, func.count(distinct(Reply.question_id)).filter(Reply.asks_back.is_(False)).label("answered"),
                      func.count(distinct(Reply.question_id)).filter(Reply.asks_back).label("asked_back"))
               .where(Reply.cohort_id == cohort.id, Reply.written_at >= since, Reply.withdrawn_at.is_(None)).group_by(Reply.author_id).subquery())
    held = (select(Question.claimed_by_id, func.count().label("number")).where(Question.cohort_id == cohort.id, Question.claimed_until > now)
            .group_by(Question.claimed_by_id).subquery())
    handed = (select(Question.handed_to_id, func.count().label("number")).where(Question.cohort_id == cohort.id, Question.handed_to_id.is_not(None))
              .group_by(Question.handed_to_id).subquery())
    rows = db.session.execute(
        select(Account.name, Membership.role, *(func.coalesce(column, 0).label(name) for name, column in (
            ("held", held.c.number), ("handed", handed.c.number), ("answered", replied.c.answered), ("asked_back", replied.c.asked_back))))
        .select_from(Membership).join(Membership.account).outerjoin(replied, replied.c.author_id == Membership.id)
        .outerjoin(held, held.c.claimed_by_id == Membership.id).outerjoin(handed, handed.c.handed_to_id == Membership.id)
        .where(Membership.cohort_id == cohort.id, Membership.ended_at.is_(None), Membership.role.in_(GUIDES))
        .order_by(Membership.role, Account.name, Membership.id))
    loads = [Load(row.name, row.role == "mentor", row.held, row.handed, row.answered, row.asked_back) for row in rows]
    return [load for load in loads if load.is_mentor or load.held or load.handed or load.answered or load.asked_back]
