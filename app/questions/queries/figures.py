"""What a week of questions was like, in three figures."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median_low
from zoneinfo import ZoneInfo

from sqlalchemy import cast, null, select, union_all

from app.cohorts.models import Cohort
from app.extensions import db
from app.questions.models import Question
from app.questions.queries.counts import COUNTED_AT_MOST
from app.web.clock import UtcDateTime


@dataclass(frozen=True)
class Figures:
    """Of the questions asked in one week: how many, how many of them are answered, and how long half of those waited at most."""

    asked: int
    answered: int
    median: timedelta | None


def figures_of(cohort: Cohort, since: date) -> Figures:
    """Of what was asked since the beginning of the day `since`; of the answered and of the waiting up to COUNTED_AT_MOST, the latest. One statement.

    What was closed as asked before, or taken back unanswered, is neither: nobody owes it an answer. Both halves are found by their own index, which
    the closed ones are not in, so it makes no difference how many there are.
    """
    start = datetime.combine(since, time(), ZoneInfo(cohort.timezone))
    asked = Question.cohort_id == cohort.id, Question.asked_at >= start
    answered = (select(Question.asked_at, Question.answered_at).where(*asked, Question.answered_at.is_not(None))
                .order_by(Question.asked_at.desc()).limit(COUNTED_AT_MOST).subquery())
    waiting = (select(Question.asked_at).where(*asked, Question.waiting_since >= start)
               .order_by(Question.waiting_since.desc()).limit(COUNTED_AT_MOST).subquery())
    rows = db.session.execute(union_all(select(answered), select(waiting, cast(null(), UtcDateTime)))).all()
    waits = [answered - asked for asked, answered in rows if answered]
    return Figures(len(rows), len(waits), median_low(waits) if waits else None)
