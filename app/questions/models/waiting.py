"""Open until something answers or closes it; while it waits for the mentors it is in their queue."""
from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, and_, update
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from app.cohorts.models import Cohort
from app.extensions import db
from app.notifications.models import unsaid_together
from app.questions.models.event import QuestionEvent
from app.questions.models.nameable import Nameable
from app.web.clock import UtcDateTime

STATES = ("open", "answered", "duplicate", "withdrawn")
TALLY = "questions that began or stopped waiting"  # in db.session.info while they are counted together


def state_of(answered_at: datetime | None, closed_at: datetime | None, duplicate_of_id: int | None) -> str:
    """Of STATES, for rows of lists; the same as Question.state."""
    if closed_at is not None:
        return "withdrawn" if duplicate_of_id is None else "duplicate"
    return "open" if answered_at is None else "answered"


class Waiting(Nameable):
    """`closed_at` with the question that it repeats (`duplicate_of_id`), or without: taken back by its asker.

    What waits can be held by one mentor (`claimed_by_id`) and be meant for one (`handed_to_id`); what waits no longer is neither.
    """

    waiting_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("questions.id"))
    handed_to_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))
    handed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @hybrid_property
    def is_open(self) -> bool:
        return self.answered_at is None and self.closed_at is None

    @is_open.inplace.expression
    @classmethod
    def _is_open(cls) -> ColumnElement[bool]:
        return and_(cls.answered_at.is_(None), cls.closed_at.is_(None))

    @property
    def is_closed(self) -> bool:
        """As a duplicate, or taken back."""
        return self.closed_at is not None

    @property
    def is_withdrawn(self) -> bool:
        return self.closed_at is not None and self.duplicate_of_id is None

    @property
    def is_its_askers_alone(self) -> bool:
        """Withdrawn before anybody else had replied: nobody but its asker knows of it any more."""
        return self.is_withdrawn and self.audience == "me"

    @property
    def is_waiting(self) -> bool:
        return self.waiting_since is not None

    @property
    def is_filed(self) -> bool:
        return self.filed_at is not None

    @property
    def state(self) -> str:
        """In one word, as chips say it: one of STATES."""
        return state_of(self.answered_at, self.closed_at, self.duplicate_of_id)

    def _become_answered(self, now: datetime) -> None:
        if self.answered_at is None:
            self.answered_at = now
            self._let_go()
            self._stop_waiting()

    def _become_open(self, since: datetime) -> None:
        """It waits for the mentors `since` then; what waits already keeps its place."""
        self.answered_at = self.closed_at = self.duplicate_of_id = None
        if self.waiting_since is None:
            self.waiting_since = since
            self._count_waiting(1)

    def _become_closed(self, now: datetime, original_id: int | None = None) -> None:
        """As the same as that question, or taken back."""
        self.closed_at, self.duplicate_of_id = now, original_id
        self._let_go()
        self._stop_waiting()

    def _stop_waiting(self) -> None:
        if self.waiting_since is not None:
            self.waiting_since = self.handed_to_id = self.handed_at = None
            self._count_waiting(-1)

    def _let_go(self) -> None:
        self.claimed_by_id = self.claimed_until = None

    def _count_waiting(self, change: int) -> None:
        if (tally := db.session.info.get(TALLY)) is not None:
            tally[self.cohort_id] += change
        else:
            _count(self.cohort_id, change)

    def _note(self, member_id: int, event: str, now: datetime, word: str = "", reply_id: int | None = None,
              to_id: int | None = None) -> QuestionEvent:
        noted = QuestionEvent(cohort_id=self.cohort_id, question=self, member_id=member_id, event=event, word=word, at=now, reply_id=reply_id,
                              to_id=to_id)
        db.session.add(noted)
        return noted


@contextmanager
def counted_together() -> Generator[None]:
    """Whatever begins and stops waiting within is counted in one statement at its end, however many questions it is; so is what is unsaid of them."""
    tally = db.session.info[TALLY] = Counter[int]()
    try:
        with unsaid_together():
            yield
    finally:
        del db.session.info[TALLY]
    for cohort_id, change in tally.items():
        if change:
            _count(cohort_id, change)


def _count(cohort_id: int, change: int) -> None:
    db.session.execute(update(Cohort).where(Cohort.id == cohort_id).values(waiting_count=Cohort.waiting_count + change)
                       .execution_options(synchronize_session=False))
