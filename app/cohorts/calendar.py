"""Where a cohort stands in its weeks, by the day that it is in the cohort's own zone."""
from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select

from app.cohorts.models import Cohort, Week


def today(cohort: Cohort, now: datetime) -> date:
    return now.astimezone(ZoneInfo(cohort.timezone)).date()


def has_begun(cohort: Cohort, now: datetime) -> bool:
    return cohort.starts_on <= today(cohort, now)


def is_over(cohort: Cohort, now: datetime) -> bool:
    """Whether the last week's last day has passed."""
    return today(cohort, now) > cohort.ends_on


def current_number(cohort: Cohort, now: datetime) -> int:
    """The number of this week: the first before the cohort begins, the last after it is over."""
    weeks_passed = (today(cohort, now) - cohort.starts_on).days // 7
    return min(max(weeks_passed, 0), cohort.week_count - 1) + 1


def current_week(cohort: Cohort, now: datetime) -> Select[Week]:
    """This week's row, by the same rule."""
    return select(Week).where(Week.cohort_id == cohort.id, Week.number == current_number(cohort, now))
