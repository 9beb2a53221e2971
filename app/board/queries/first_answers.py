"""How long askers waited for the first answer. The database finds the middle ones: a page makes no moments of thousands of questions."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Float, and_, case, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from app.cohorts.models import Cohort, Week
from app.extensions import db
from app.questions.models import Question, Reply


@dataclass(frozen=True, slots=True)
class AnswersOfWeek:
    """Of the questions asked in the week `number`: how many, how many of them have an answer, and how long half and nine of ten of those waited at most."""

    number: int
    asked: int
    answered: int
    median: timedelta | None
    most: timedelta | None


class seconds_between(GenericFunction[float]):
    """From one moment to another, in the words of each database."""

    type = Float()
    inherit_cache = True


@compiles(seconds_between, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **more: Any) -> str:
    earlier, later = (compiler.process(clause, **more) for clause in element.clauses)
    return f"((julianday({later}) - julianday({earlier})) * 86400.0)"


@compiles(seconds_between, "postgresql")
def _on_postgresql(element: Any, compiler: Any, **more: Any) -> str:
    earlier, later = (compiler.process(clause, **more) for clause in element.clauses)
    return f"extract(epoch from ({later} - {earlier}))"


def first_answers(cohort: Cohort) -> Sequence[AnswersOfWeek]:
    """The weeks in which something was asked, the first first; one statement.

    An answer is a reply of a mentor's or of staff that does not ask back, or anybody's that was accepted; not one's own, and not one that was taken back. What
    was closed as asked before, or taken back unanswered, is not counted.
    """
    waits = _waits(cohort.id)
    rows = db.session.execute(select(Week.number, *_middle(waits)).join(Week, Week.id == waits.c.week_id).group_by(Week.number).order_by(Week.number))
    return [AnswersOfWeek(row.number, row.asked, row.answered, _span(row.median), _span(row.most)) for row in rows]


def usual_first_answer(cohort: Cohort, since: datetime) -> timedelta | None:
    """How long half of what was asked since then, and has an answer, waited at most; None where nothing has. One statement."""
    waits = _waits(cohort.id, Question.asked_at >= since, by_week=False)
    return _span(db.session.execute(select(*_middle(waits))).one().median)


def _waits(cohort_id: int, *which: Any, by_week: bool = True) -> Any:
    """Each question with how long its asker waited in seconds (null while there is no answer), and its place among those of its week, or of all."""
    answers = and_(Reply.question_id == Question.id, Reply.author_id != Question.author_id, Reply.settles(Question.author_id))
    first = select(func.min(Reply.written_at)).where(answers).correlate(Question).scalar_subquery()
    each = (select(Question.week_id, seconds_between(Question.asked_at, first).label("waited"))
            .where(Question.cohort_id == cohort_id, Question.asked_at.is_not(None), Question.closed_at.is_(None), *which).subquery())
    among = each.c.week_id if by_week else None
    return select(each.c.week_id, each.c.waited,
                  func.row_number().over(partition_by=among, order_by=(case((each.c.waited.is_(None), 1), else_=0), each.c.waited)).label("place"),
                  func.count(each.c.waited).over(partition_by=among).label("answered")).subquery()


def _middle(waits: Any) -> tuple[Any, ...]:
    """The one in the middle (of an even number the shorter) and the one that nine of ten come up to."""
    def at(place: Any) -> Any:
        return func.max(case((waits.c.place == place, waits.c.waited)))

    return (func.count().label("asked"), func.max(waits.c.answered).label("answered"), at((waits.c.answered + 1) // 2).label("median"),
            at((waits.c.answered * 9 + 9) // 10).label("most"))


def _span(seconds: float | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=round(float(seconds)))
