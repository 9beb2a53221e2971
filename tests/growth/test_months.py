"""This week some months ago: days of the calendar, in every zone and over every change of summer time."""
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from app.growth.months import MONTHS, ThisWeek
from tests import factories


@pytest.mark.parametrize(("zone", "now", "monday"), [
    ("Asia/Seoul", datetime(2026, 11, 22, 14, 59, tzinfo=UTC), date(2026, 11, 16)),  # Sunday 23:59
    ("Asia/Seoul", datetime(2026, 11, 22, 15, 0, tzinfo=UTC), date(2026, 11, 23)),  # Monday 00:00
    ("America/Los_Angeles", datetime(2026, 11, 23, 7, 59, tzinfo=UTC), date(2026, 11, 16)),
    ("Pacific/Kiritimati", datetime(2026, 11, 22, 10, 0, tzinfo=UTC), date(2026, 11, 23)),  # fourteen hours ahead
    ("Asia/Kolkata", datetime(2026, 11, 22, 18, 29, tzinfo=UTC), date(2026, 11, 16)),
    ("Europe/Berlin", datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 19)),  # the Sunday of 25 hours
    ("Europe/Berlin", datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
    ("America/New_York", datetime(2026, 3, 9, 3, 59, tzinfo=UTC), date(2026, 3, 2)),  # the Sunday of 23 hours
    ("Asia/Seoul", datetime(2027, 1, 1, 3, 0, tzinfo=UTC), date(2026, 12, 28)),  # over the year
])
def test_the_week_is_that_of_the_cohorts_zone(app, zone, now, monday):
    assert ThisWeek.of(factories.cohort("there", timezone=zone), now).monday == monday


@pytest.mark.parametrize(("zone", "monday", "weeks", "begun", "hours"), [
    ("Asia/Seoul", date(2026, 11, 16), 4, datetime(2026, 10, 18, 15, 0, tzinfo=UTC), 168),
    ("Europe/Berlin", date(2026, 11, 16), 4, datetime(2026, 10, 18, 22, 0, tzinfo=UTC), 169),  # summer time ended on its Sunday
    ("Europe/Berlin", date(2026, 11, 16), 13, datetime(2026, 8, 16, 22, 0, tzinfo=UTC), 168),
    ("America/New_York", date(2026, 6, 1), 13, datetime(2026, 3, 2, 5, 0, tzinfo=UTC), 167),  # it began on its Sunday
    ("Asia/Beirut", date(2026, 9, 28), 26, datetime(2026, 3, 29, 21, 0, tzinfo=UTC), 168),
    ("America/Asuncion", date(2024, 4, 1), 26, datetime(2023, 10, 2, 3, 0, tzinfo=UTC), 168),
])
def test_some_weeks_ago_it_is_seven_days_whatever_hours_they_have(zone, monday, weeks, begun, hours):
    week = ThisWeek(monday, zone)

    first, last = week.ago(weeks)
    start, end = week.moments_ago(weeks)

    assert (first.weekday(), last - first, (monday - first).days) == (0, timedelta(days=6), 7 * weeks)
    assert (start, (end - start) / timedelta(hours=1)) == (begun, hours)


@pytest.mark.parametrize("zone", ["Asia/Seoul", "Europe/Berlin", "America/New_York", "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Chatham"])
def test_over_a_year_every_week_comes_once_for_each_and_no_moment_is_left_out(zone):
    mondays = [date(2026, 1, 5) + timedelta(weeks=number) for number in range(53)]
    for weeks in MONTHS:
        spans = [ThisWeek(monday, zone).moments_ago(weeks) for monday in mondays]
        assert all(one[1] == following[0] for one, following in pairwise(spans))
