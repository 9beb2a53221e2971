"""The clock of a turn. It runs on the server: what is kept is when it will be at nought, or, while it stands, how much is left."""
from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Mapped, mapped_column

from app.peer_sessions.models.attended import Attended
from app.web.clock import UtcDateTime

A_MINUTE = timedelta(minutes=1)
AT_LEAST = 60  # seconds a turn
STEP = 30  # seconds; nobody wants to be told "7:12"
LONGEST = 8 * 60 * 60  # seconds on the clock


class Timed(Attended):
    clock_ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    clock_left: Mapped[int | None]  # milliseconds, while it stands; below nought when the turn has taken longer

    @property
    def clock_runs(self) -> bool:
        return self.clock_ends_at is not None

    def left(self, now: datetime) -> int | None:
        """Milliseconds until the turn's time is over, negative after; None where no turn is on."""
        if self.clock_ends_at is not None:
            return round((self.clock_ends_at - now) / timedelta(milliseconds=1))
        return self.clock_left

    def seconds_each(self, people: int) -> int:
        """What each of so many gets of the planned length: in half minutes, a minute at least."""
        each = self.minutes * 60 // max(people, 1)
        return max(each - each % STEP, AT_LEAST)

    def _start_clock(self, seconds: int, now: datetime) -> None:
        self.clock_ends_at, self.clock_left = now + timedelta(seconds=seconds), None

    def _stop_clock(self) -> None:
        self.clock_ends_at = self.clock_left = None

    def _pause_clock(self, now: datetime) -> None:
        if self.clock_ends_at is not None:
            self.clock_left, self.clock_ends_at = self.left(now), None

    def _resume_clock(self, now: datetime) -> None:
        if self.clock_left is not None:
            self.clock_ends_at, self.clock_left = now + timedelta(milliseconds=self.clock_left), None

    def _add_minute(self, now: datetime) -> None:
        """Of a turn that is over its time, the minute counts from now."""
        left = self.left(now)
        if left is None or left > LONGEST * 1000:
            return
        added = max(left, 0) + 60_000
        if self.clock_ends_at is not None:
            self.clock_ends_at = now + timedelta(milliseconds=added)
        else:
            self.clock_left = added
