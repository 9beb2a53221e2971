"""Weeks and their due moments, in the cohort's own zone."""
from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.cohorts import calendar
from app.cohorts.models import Cohort, Week, counted
from tests import factories

A_SECOND = timedelta(seconds=1)


def cohort(zone: str = "Asia/Seoul", starts_on: date = date(2026, 9, 21), weeks: int = 20, weekday: int = 6, at: time = time(23, 59)) -> Cohort:
    made = Cohort(timezone=zone, starts_on=starts_on, week_count=weeks, due_weekday=weekday, due_time=at, weeks=[])
    made.plan_weeks()
    return made


def test_weeks_are_seven_days_each_from_the_first_day():
    weeks = cohort(weeks=3).weeks

    assert [(week.number, week.starts_on, week.ends_on) for week in weeks] == [
        (1, date(2026, 9, 21), date(2026, 9, 27)), (2, date(2026, 9, 28), date(2026, 10, 4)), (3, date(2026, 10, 5), date(2026, 10, 11))]


@pytest.mark.parametrize(("zone", "starts_on", "due"), [
    ("Asia/Seoul", date(2026, 11, 16), datetime(2026, 11, 22, 15, 0, tzinfo=UTC)),
    ("UTC", date(2026, 11, 16), datetime(2026, 11, 23, 0, 0, tzinfo=UTC)),
    ("America/New_York", date(2026, 2, 23), datetime(2026, 3, 2, 5, 0, tzinfo=UTC)),   # the Sunday before clocks go forward
    ("America/New_York", date(2026, 3, 2), datetime(2026, 3, 9, 4, 0, tzinfo=UTC)),    # the Sunday on which they do
    ("America/New_York", date(2026, 10, 19), datetime(2026, 10, 26, 4, 0, tzinfo=UTC)),
    ("America/New_York", date(2026, 10, 26), datetime(2026, 11, 2, 5, 0, tzinfo=UTC)),  # the Sunday on which they go back
    ("Pacific/Apia", date(2026, 11, 16), datetime(2026, 11, 22, 11, 0, tzinfo=UTC)),   # thirteen hours ahead
])
def test_a_review_is_due_when_sunday_ends_where_the_cohort_is(zone: str, starts_on: date, due: datetime):
    assert cohort(zone, starts_on, 1).weeks[0].due_at == due


def test_a_due_time_that_the_change_of_clocks_skips_moves_on():
    """02:30 does not exist in New York on 8 March 2026: it is half past three then."""
    week = cohort("America/New_York", date(2026, 3, 2), 1, at=time(2, 30)).weeks[0]

    assert week.due_at == datetime(2026, 3, 8, 7, 31, tzinfo=UTC)


def test_a_due_time_that_comes_twice_is_the_first_of_the_two():
    week = cohort("America/New_York", date(2026, 10, 26), 1, at=time(1, 30)).weeks[0]

    assert week.due_at == datetime(2026, 11, 1, 5, 31, tzinfo=UTC)


def test_the_day_that_apia_skipped_moves_no_week():
    """Samoa had no 30 December 2011."""
    weeks = cohort("Pacific/Apia", date(2011, 12, 26), 2).weeks

    assert [week.due_at for week in weeks] == [datetime(2012, 1, 1, 10, 0, tzinfo=UTC), datetime(2012, 1, 8, 10, 0, tzinfo=UTC)]


@pytest.mark.parametrize("zone", ["Asia/Seoul", "UTC", "America/New_York", "Pacific/Apia"])
def test_the_named_minute_counts_whole(zone: str):
    week: Week = cohort(zone).weeks[8]

    assert not week.is_late(week.due_minute + 59 * A_SECOND)
    assert not week.is_late(week.due_at - A_SECOND)
    assert week.is_late(week.due_at)


def test_the_due_weekday_lies_within_its_week():
    for weekday in range(7):
        for week in cohort(starts_on=date(2026, 9, 23), weekday=weekday).weeks:
            due_on = week.due_minute.astimezone(tz_of_seoul()).date()
            assert due_on.weekday() == weekday
            assert week.starts_on <= due_on <= week.ends_on


@pytest.mark.parametrize(("now", "number"), [
    (datetime(2026, 9, 1, tzinfo=UTC), 1),  # before the cohort begins
    (datetime(2026, 9, 27, 14, 59, 59, tzinfo=UTC), 1),  # Sunday 23:59:59 in Seoul
    (datetime(2026, 9, 27, 15, 0, tzinfo=UTC), 2),
    (datetime(2027, 2, 7, 14, 59, 59, tzinfo=UTC), 20),
    (datetime(2027, 6, 1, tzinfo=UTC), 20),  # after the last week
])
def test_this_week_changes_at_midnight_where_the_cohort_is(now: datetime, number: int):
    assert calendar.current_number(cohort(), now) == number


def test_a_cohort_begins_and_ends_at_midnight_where_it_is():
    seoul = cohort()
    begin, end = datetime(2026, 9, 20, 15, 0, tzinfo=UTC), datetime(2027, 2, 7, 15, 0, tzinfo=UTC)

    assert not calendar.has_begun(seoul, begin - A_SECOND)
    assert calendar.has_begun(seoul, begin)
    assert not calendar.is_over(seoul, end - A_SECOND)
    assert calendar.is_over(seoul, end)


def test_this_weeks_row_is_found(app, the_clock):
    found = factories.db.session.scalars(calendar.current_week(factories.cohort(), the_clock.at)).one()

    assert found.number == factories.CURRENT_WEEK


def test_a_new_due_rule_holds_for_what_is_to_come_and_leaves_what_has_passed():
    changing = cohort()
    before = {week.number: week.due_at for week in changing.weeks}
    now = datetime(2026, 11, 18, 3, 0, tzinfo=UTC)  # Wednesday noon of week 9

    assert changing.change_due_rule(4, time(18, 0), now) == list(range(9, 21))
    assert all(week.due_at == before[week.number] for week in changing.weeks[:8])
    assert changing.weeks[8].due_at == datetime(2026, 11, 20, 9, 1, tzinfo=UTC)


def test_a_new_due_rule_that_this_week_has_passed_already_begins_next_week():
    changing = cohort()
    now = datetime(2026, 11, 18, 3, 0, tzinfo=UTC)
    this_weeks = changing.weeks[8].due_at

    assert changing.change_due_rule(0, time(9, 0), now)[0] == 10
    assert changing.weeks[8].due_at == this_weeks


def test_teams_are_in_the_order_in_which_people_count():
    assert sorted(["10조", "2조", "1조", "apple", "B"], key=counted) == ["1조", "2조", "10조", "apple", "B"]


def tz_of_seoul():
    from zoneinfo import ZoneInfo

    return ZoneInfo("Asia/Seoul")
