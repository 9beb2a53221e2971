"""This week, and the same week some months ago."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.cohorts.calendar import today
from app.cohorts.models import Cohort

# "One, three and six months ago this week" as whole weeks: a month has 4.35 of them, so 4, 13 and 26. Whole weeks keep a Friday a Friday, and no
# week is left out or comes twice, as it would where a month of 28 days meets one of 31.
MONTHS = {4: 1, 13: 3, 26: 6}
AGAIN_AFTER = timedelta(weeks=4)  # what somebody wants to see later comes then


@dataclass(frozen=True, slots=True)
class ThisWeek:
    """The seven days from Monday to Sunday that today lies in, by the day that it is in a cohort's own zone.

    They are days of the calendar, not times 24 hours: a week in which summer time begins or ends has 167 or 169 hours and is one week all the same.
    """

    monday: date
    zone: str

    @classmethod
    def of(cls, cohort: Cohort, now: datetime) -> ThisWeek:
        return cls(monday_of(today(cohort, now)), cohort.timezone)

    def ago(self, weeks: int) -> tuple[date, date]:
        """The first and the last day of the week that many weeks ago."""
        first = self.monday - timedelta(weeks=weeks)
        return first, first + timedelta(days=6)

    def moments_ago(self, weeks: int) -> tuple[datetime, datetime]:
        """When that week began, and when it was over (the moment at which the next begins), in UTC."""
        first, last = self.ago(weeks)
        return self._begins(first), self._begins(last + timedelta(days=1))

    @property
    def begins_at(self) -> datetime:
        return self._begins(self.monday)

    @property
    def again_on(self) -> date:
        """When something comes again that is put off this week."""
        return self.monday + AGAIN_AFTER

    def weeks_since(self, day: date) -> int:
        return (self.monday - monday_of(day)).days // 7

    def _begins(self, day: date) -> datetime:
        """The first moment of that day. Where a change of summer time skips midnight, PEP 495 moves it on to the moment of the change."""
        return datetime.combine(day, time(), ZoneInfo(self.zone)).astimezone(UTC)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
