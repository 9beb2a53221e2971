"""A run of the bootcamp: its calendar, its promise and its join code."""
from __future__ import annotations

import secrets
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cohorts.models.week import Week
from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.database import BigId

LONGEST = 104  # weeks; two years
# No 0/O, 1/I/L, 2/Z, 5/S, 8/B: a code is read aloud and typed from a slide.
CODE_LETTERS = "34679ACDEFGHJKMNPQRTUVWXY"
CODE_LENGTH = 8


class Cohort(db.Model):
    __tablename__ = "cohorts"
    __table_args__ = (
        CheckConstraint(f"week_count between 1 and {LONGEST}", "week_count"),
        CheckConstraint("due_weekday between 0 and 6", "due_weekday"),
        CheckConstraint("promise_hours between 1 and 720", "promise_hours"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    timezone: Mapped[str] = mapped_column(String(64))
    starts_on: Mapped[date]
    week_count: Mapped[int]
    due_weekday: Mapped[int]  # 0 is Monday, as in datetime.weekday()
    due_time: Mapped[time]
    promise_hours: Mapped[int] = mapped_column(default=24)
    waiting_count: Mapped[int] = mapped_column(default=0)  # open questions asked of the mentors, kept by questions
    join_code: Mapped[str | None] = mapped_column(String(16), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    archived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    weeks: Mapped[list[Week]] = relationship(back_populates="cohort", lazy="raise", order_by="Week.number")

    @property
    def promise(self) -> timedelta:
        return timedelta(hours=self.promise_hours)

    @property
    def ends_on(self) -> date:
        """The last week's last day."""
        return self.starts_on + timedelta(weeks=self.week_count, days=-1)

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    def plan_weeks(self) -> None:
        """Make the weeks from the calendar: seven days each from `starts_on`, due on the cohort's weekday and time in its zone."""
        for number in range(1, self.week_count + 1):
            starts_on = self.starts_on + timedelta(weeks=number - 1)
            self.weeks.append(Week(number=number, starts_on=starts_on, due_at=self.due_moment(starts_on)))

    def due_moment(self, starts_on: date) -> datetime:
        """When the review of the week that begins on `starts_on` is due, in UTC.

        The named minute counts whole ("until 23:59" includes 23:59:59), so the moment lies a minute after its beginning.
        Where a change of summer time skips the hour, Python's rule for times that do not exist (PEP 495) moves it on.
        """
        day = starts_on + timedelta(days=(self.due_weekday - starts_on.weekday()) % 7)
        return datetime.combine(day, self.due_time, ZoneInfo(self.timezone)).astimezone(UTC) + timedelta(minutes=1)

    def change_due_rule(self, weekday: int, at: time, now: datetime) -> list[int]:
        """Reviews are due otherwise from now on; gives the numbers of the weeks that this changed. `weeks` must be loaded.

        Only where the earlier and the new moment are both still to come: whether something filed is late never changes afterwards.
        """
        self.due_weekday, self.due_time = weekday, at
        changed: list[int] = []
        for week in self.weeks:
            due_at = self.due_moment(week.starts_on)
            if now < week.due_at and now < due_at and due_at != week.due_at:
                week.due_at = due_at
                changed.append(week.number)
        return changed

    def turn_join_code(self) -> str:
        """A new join code; the earlier one opens nothing from now on."""
        code = self.join_code = new_code()
        return code

    def end_join_code(self) -> None:
        self.join_code = None


def new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
