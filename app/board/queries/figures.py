"""The four figures on top of the board, with what the first was last week at this time."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.board.queries.first_answers import usual_first_answer
from app.cohorts.models import Cohort, Membership, Week
from app.extensions import db
from app.questions.models import Question
from app.reviews.models import Review

SOME_WEEKS = 4  # in which what was asked counts for the usual first answer
A_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Figures:
    """`week_before` is None in the first week; `usual` where nothing that was asked in SOME_WEEKS has an answer."""

    week_before: int | None
    waiting: int
    past: int
    usual: timedelta | None


def figures_of(cohort: Cohort, number: int, now: datetime) -> Figures:
    """In the week of that number; two statements."""
    filed = (select(func.count()).select_from(Review).join(Week, Week.id == Review.week_id).join(Membership, Membership.id == Review.author_id)
             .where(Review.cohort_id == cohort.id, Week.number == number - 1, Review.filed_at <= now - A_WEEK, Membership.role == "camper",
                    Membership.ended_at.is_(None)).scalar_subquery())
    past = (select(func.count()).where(Question.cohort_id == cohort.id, Question.waiting_since < now - cohort.promise).scalar_subquery())
    row = db.session.execute(select(filed.label("filed"), past.label("past"))).one()
    return Figures(row.filed if number > 1 else None, cohort.waiting_count, row.past, usual_first_answer(cohort, now - SOME_WEEKS * A_WEEK))
