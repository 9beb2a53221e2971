"""How old the open questions are."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, func, select

from app.cohorts.models import Cohort
from app.extensions import db
from app.questions.models import Question

PARTS = (.25, .5, 1, 2, 7)  # of the promise; 6, 12, 24 hours, 2 and 7 days where it is a day


@dataclass(frozen=True, slots=True)
class Age:
    """Questions that have waited up to `until`, longer than the age before; of the last, `until` is None. `is_past` the promise."""

    until: timedelta | None
    over: timedelta
    count: int
    is_past: bool


def ages_of(cohort: Cohort, now: datetime) -> Sequence[Age]:
    """The questions that wait for the mentors, by how long; one statement."""
    edges = [cohort.promise * part for part in PARTS]
    counted = [func.count(case((Question.waiting_since < now - edge, 1))) for edge in edges]
    whole, *older = db.session.execute(select(func.count(), *counted).where(Question.cohort_id == cohort.id, Question.waiting_since.is_not(None))).one()
    counts = [whole, *older, 0]
    return [Age(edge, over, counts[place] - counts[place + 1], over >= cohort.promise)
            for place, (over, edge) in enumerate(zip([timedelta(), *edges], [*edges, None], strict=True))]
