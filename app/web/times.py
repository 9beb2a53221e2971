"""Moments in words, in the cohort's zone and the reader's language: near things by distance, far ones by date.

A list shows dozens of moments, and formatting one through Babel costs about 0.1 ms; so the words are fetched once a page
and the arithmetic is done here.
"""
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from flask_babel import format_date

from app.web.translated import gettext as _
from app.web.translated import ngettext

A_MINUTE, AN_HOUR, A_DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SHORT_WAIT = timedelta(hours=48)  # up to here waiting is told in hours, as mentors speak of it
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class When:
    """Says moments. `now` is aware; `zone` an IANA name; `language` 'ko' or 'en'."""

    def __init__(self, now: datetime, zone: str, language: str) -> None:
        self.now = now
        self.zone = _zone(zone)
        self.language = language
        self.today = now.astimezone(self.zone).date()

    def ago(self, at: datetime) -> str:
        """'방금', '5분 전', '2시간 전', '어제 23:10', '11월 15일 22:41'."""
        passed = self.now - at
        if passed < A_MINUTE:
            return _("just now")
        if passed < AN_HOUR:
            return ngettext("%(num)s minute ago", "%(num)s minutes ago", passed // A_MINUTE)
        here = at.astimezone(self.zone)
        if here.date() == self.today:
            return ngettext("%(num)s hour ago", "%(num)s hours ago", passed // AN_HOUR)
        if here.date() == self.today - A_DAY:
            return _("yesterday %(time)s", time=f"{here:%H:%M}")
        return self.moment(at)

    def waiting(self, since: datetime) -> str:
        """How long something has waited: '40분째', '31시간째', '5일째'."""
        waited = max(self.now - since, timedelta())
        if waited < AN_HOUR:
            return ngettext("for %(num)s minute", "for %(num)s minutes", max(waited // A_MINUTE, 1))
        if waited < SHORT_WAIT:
            return ngettext("for %(num)s hour", "for %(num)s hours", waited // AN_HOUR)
        return ngettext("for %(num)s day", "for %(num)s days", waited // A_DAY)

    def left(self, until: datetime) -> str:
        """How long is left: '12분', '5시간 12분', '3일'."""
        return self.span(max(until - self.now, timedelta()))

    def span(self, length: timedelta) -> str:
        """A length of time: '12분', '5시간 20분', '3일'."""
        minutes = max(length // A_MINUTE, 1)
        if minutes < 60:
            return ngettext("%(num)s minute", "%(num)s minutes", minutes)
        if length >= SHORT_WAIT:
            return ngettext("%(num)s day", "%(num)s days", length // A_DAY)
        hours = ngettext("%(num)s hour", "%(num)s hours", minutes // 60)
        return f"{hours} {ngettext('%(num)s minute', '%(num)s minutes', minutes % 60)}" if minutes % 60 else hours

    def due(self, at: datetime) -> str:
        """A moment that is to come or has passed, by its day: '오늘 23:59', '내일 23:59', '11월 29일 23:59'."""
        here = at.astimezone(self.zone)
        near = {self.today: _("today"), self.today + A_DAY: _("tomorrow"), self.today - A_DAY: _("yesterday")}
        return f"{near.get(here.date()) or self.day(here.date())} {here:%H:%M}"

    def moment(self, at: datetime) -> str:
        """'11월 15일 22:41'; of another year with the year."""
        here = at.astimezone(self.zone)
        return f"{self.day(here.date())} {here:%H:%M}"

    def full(self, at: datetime) -> str:
        """The whole moment with its zone, for titles: '2026-11-15 22:41 KST'."""
        return f"{at.astimezone(self.zone):%Y-%m-%d %H:%M %Z}"

    def day(self, of: date | datetime) -> str:
        """'11월 15일', 'Nov 15'; of another year with the year."""
        day = of.astimezone(self.zone).date() if isinstance(of, datetime) else of
        if self.language == "ko":
            words = f"{day.month}월 {day.day}일"
            return words if day.year == self.today.year else f"{day.year}년 {words}"
        words = f"{MONTHS[day.month - 1]} {day.day}"
        return words if day.year == self.today.year else f"{words}, {day.year}"

    def days(self, first: date, last: date) -> str:
        """'11월 16일–22일', 'Nov 16–22'; over the end of a month '11월 30일–12월 6일'."""
        if (first.year, first.month) != (last.year, last.month):
            return f"{self.day(first)}–{self.day(last)}"
        return f"{self.day(first)}–{last.day}일" if self.language == "ko" else f"{MONTHS[first.month - 1]} {first.day}–{last.day}"

    def weekday(self, day: date) -> str:
        """'일요일', 'Sunday'."""
        return format_date(day, "EEEE", rebase=False)

    @staticmethod
    def iso(at: datetime) -> str:
        return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
