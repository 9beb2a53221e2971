"""The day that somebody gave to something they want to study."""
from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Self

from sqlalchemy import ColumnElement, ForeignKey, Select, String, UniqueConstraint, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.growth.models.refusals import DayPassed, DayTooFar, NoFirstStep
from app.reviews.models import Entry
from app.web.clock import UtcDateTime
from app.web.database import BigId, insert_into

FARTHEST = timedelta(days=366)


class StudyDay(db.Model):
    """One a topic, for its author's eyes alone. The topic is named by its key, so that a day goes along when it is taken on for another week.

    That it is done is said to oneself: what the review tells of the topic stays what its author said there when they looked back. The other
    way round, a topic that they said there they did is done, and its day is over (`growth.queries.topics`).
    """

    __tablename__ = "study_days"
    __table_args__ = (UniqueConstraint("cohort_id", "member_id", "key"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    key: Mapped[str] = mapped_column(String(24))
    day: Mapped[date]
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    def of(cls, topic: Entry) -> Select[Self]:
        return select(cls).where(*cls._its(topic))

    @classmethod
    def give(cls, topic: Entry, day: date, today: date, now: datetime) -> None:
        """The topic is for that day from now on; given once more, it is moved, and still to be done. One statement. `review` must be loaded.

        Raises DayPassed, DayTooFar, NoFirstStep.
        """
        if not topic.note:
            raise NoFirstStep
        if day < today:
            raise DayPassed
        if day - today > FARTHEST:
            raise DayTooFar
        values = {"day": day, "done_at": None, "set_at": now}
        db.session.execute(insert_into(cls).values(cohort_id=topic.cohort_id, member_id=topic.review.author_id, key=topic.key, **values).on_conflict_do_update(
            index_elements=["cohort_id", "member_id", "key"], set_=values))

    @classmethod
    def finish(cls, topic: Entry, now: datetime) -> None:
        """Studied; said twice, the first moment stays, and where the day was taken away meanwhile nothing is left to do."""
        db.session.execute(update(cls).where(*cls._its(topic), cls.done_at.is_(None)).values(done_at=now).execution_options(synchronize_session=False))

    @classmethod
    def end(cls, topic: Entry) -> None:
        """It has no day any more."""
        db.session.execute(delete(cls).where(*cls._its(topic)).execution_options(synchronize_session=False))

    @classmethod
    def _its(cls, topic: Entry) -> tuple[ColumnElement[bool], ...]:
        return cls.cohort_id == topic.cohort_id, cls.member_id == topic.review.author_id, cls.key == topic.key
