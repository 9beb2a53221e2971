"""One week of a cohort, made from its calendar."""
from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.database import BigId

if TYPE_CHECKING:
    from app.cohorts.models.cohort import Cohort


class Week(db.Model):
    __tablename__ = "weeks"
    __table_args__ = (UniqueConstraint("cohort_id", "number"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    number: Mapped[int]
    starts_on: Mapped[date]
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)

    cohort: Mapped[Cohort] = relationship(back_populates="weeks", lazy="raise")

    @property
    def ends_on(self) -> date:
        return self.starts_on + timedelta(days=6)

    @property
    def due_minute(self) -> datetime:
        """The minute that people are told: they have until it is over."""
        return self.due_at - timedelta(minutes=1)

    def is_late(self, at: datetime) -> bool:
        """Whether something filed `at` comes after the due moment; at the moment itself it is late."""
        return at >= self.due_at

    def has_begun(self, today: date) -> bool:
        return self.starts_on <= today
