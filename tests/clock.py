"""Time in tests: it stands still until a test moves it."""
from __future__ import annotations

from datetime import UTC, datetime, timedelta

FRIDAY_EVENING = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)  # 21:00 in Seoul, in the ninth week of factories.cohort()


class Clock:
    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def move(self, **by: float) -> datetime:
        """On by `timedelta(**by)`; gives the new moment."""
        self.at += timedelta(**by)
        return self.at

    def set(self, at: datetime) -> datetime:
        self.at = at
        return at
