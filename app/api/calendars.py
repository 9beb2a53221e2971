"""A member's calendar as iCalendar (RFC 5545): when their team meets, when reviews are due, and what they mean to study on which day."""
from __future__ import annotations

from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from flask_babel import gettext as _
from icalendar import Calendar, Event, vText

from app.api.queries import due_weeks, sessions_of
from app.cohorts.models import Membership, Week
from app.growth.queries import Due, study_days_of
from app.peer_sessions.models import PeerSession

ASKED_AGAIN = timedelta(hours=1)  # how often a calendar program is asked to look


def calendar(member: Membership, base: str, now: datetime) -> bytes:
    """In the language that is set. Moments are in UTC, days are days, addresses begin with `base`; three statements. `member.cohort` must be loaded."""
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//Hoego//Hoego//KO")
    made.add("method", "PUBLISH")
    name = f"{member.cohort.name} · Hoego"
    made.add("name", vText(name))
    made.add("x-wr-calname", vText(name))
    made.add("x-wr-timezone", vText(member.cohort.timezone))
    made.add("refresh-interval", ASKED_AGAIN, parameters={"VALUE": "DURATION"})
    home = f"{base}/c/{member.cohort.slug}"
    meetings = [(at, _meeting(session, at, home, now)) for session in sessions_of(member) if (at := _moment(session))]
    due = [(row.Week.due_minute, _due(row.Week, row.filed_at, member, home, now)) for row in due_weeks(member)]
    for each in study_days_of(member):
        made.add_component(_study(each, home, now))
    for _at, event in sorted([*meetings, *due], key=lambda each: each[0]):
        made.add_component(event)
    return made.to_ical()


def _moment(session: PeerSession) -> datetime | None:
    """When the team meets or met; in everybody's own time the hour until which there is time."""
    return session.closes_at if session.own_time else session.opened_at or session.planned_at


def _meeting(session: PeerSession, at: datetime, home: str, now: datetime) -> Event:
    event = _event(f"session-{session.id}", home, at, now)
    what = _("Peer session of week %(number)s", number=session.week.number)
    event.add("summary", f"{what} · {session.team.name}" if not session.own_time else
              _("%(session)s: until now in everybody's own time", session=f"{what} · {session.team.name}"))
    if not session.own_time:
        event.add("duration", _length(session))
    event.add("url", f"{home}/sessions/{session.id}")
    event.add("sequence", session.version)
    if changed := [at for at in (session.moved_at, session.opened_at, session.closed_at) if at]:
        event.add("last-modified", max(changed))
    return event


def _length(session: PeerSession) -> timedelta:
    """As long as it took; while that is not known, and where nobody closed it, as long as it was meant to."""
    if session.opened_at and session.closed_at and session.closed_by_id:
        return session.closed_at - session.opened_at
    return timedelta(minutes=session.minutes)


def _due(week: Week, filed_at: datetime | None, member: Membership, home: str, now: datetime) -> Event:
    event = _event(f"due-{week.id}", home, week.due_minute, now)
    if not member.is_camper:
        event.add("summary", _("Reviews of week %(number)s are due", number=week.number))
        event.add("url", f"{home}/weeks/{week.number}/")
        return event
    event.add("summary", _("Review of week %(number)s: filed", number=week.number) if filed_at else _("Review of week %(number)s is due", number=week.number))
    event.add("url", f"{home}/weeks/{week.number}/review")
    return event


def _study(due: Due, home: str, now: datetime) -> Event:
    """A whole day. It keeps its name when it is moved."""
    event = _event(f"study-{due.key}", home, due.day, now)
    event.add("summary", _("To study: %(topic)s", topic=due.label))
    event.add("url", f"{home}/reviews/{due.review_id}#entry-{due.entry_id}")
    event.add("transp", "TRANSPARENT")
    return event


def _event(key: str, home: str, start: date, now: datetime) -> Event:
    """The same thing has the same name whenever it is asked for, and the name is that of no other server."""
    event = Event()
    event.add("uid", f"{key}@{urlsplit(home).hostname}")
    event.add("dtstamp", now)
    event.add("dtstart", start)
    return event
