"""Open until something answers it; while it waits for the mentors it is in their queue."""
from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, update
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from app.cohorts.models import Cohort
from app.extensions import db
from app.questions.models.event import QuestionEvent
from app.questions.models.nameable import Nameable
from app.web.clock import UtcDateTime

TALLY = "questions that began or stopped waiting"  # in db.session.info while they are counted together


class Waiting(Nameable):
    waiting_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @hybrid_property
    def is_open(self) -> bool:
        return self.answered_at is None

    @is_open.inplace.expression
    @classmethod
    def _is_open(cls) -> ColumnElement[bool]:
        return cls.answered_at.is_(None)

    @property
    def is_waiting(self) -> bool:
        return self.waiting_since is not None

    @property
    def is_filed(self) -> bool:
        return self.filed_at is not None

    @property
    def state(self) -> str:
        """In one word, as chips say it: 'open' or 'answered'."""
        return "open" if self.is_open else "answered"

    def _become_answered(self, now: datetime) -> None:
        if self.answered_at is None:
            self.answered_at = now
            self._let_go()
            self._stop_waiting()

    def _become_open(self, now: datetime) -> None:
        self.answered_at = None
        if self.waiting_since is None:
            self.waiting_since = now
            self._count_waiting(1)

    def _stop_waiting(self) -> None:
        if self.waiting_since is not None:
            self.waiting_since = None
            self._count_waiting(-1)

    def _let_go(self) -> None:
        self.claimed_by_id = self.claimed_until = None

    def _count_waiting(self, change: int) -> None:
        if (tally := db.session.info.get(TALLY)) is not None:
            tally[self.cohort_id] += change
        else:
            _count(self.cohort_id, change)

    def _note(self, member_id: int, event: str, now: datetime, word: str = "") -> QuestionEvent:
        noted = QuestionEvent(cohort_id=self.cohort_id, question=self, member_id=member_id, event=event, word=word, at=now)
        db.session.add(noted)
        return noted


@contextmanager
def counted_together() -> Generator[None]:
    """Whatever begins and stops waiting within is counted in one statement at its end, however many questions it is."""
    tally = db.session.info[TALLY] = Counter[int]()
    try:
        yield
    finally:
        del db.session.info[TALLY]
    for cohort_id, change in tally.items():
        if change:
            _count(cohort_id, change)


def _count(cohort_id: int, change: int) -> None:
    db.session.execute(update(Cohort).where(Cohort.id == cohort_id).values(waiting_count=Cohort.waiting_count + change)
                       .execution_options(synchronize_session=False))
