"""What of the board is given out as files: every table that it shows. Notes are in none."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from app.board import queries, words
from app.board.spreadsheet import Table
from app.cohorts.models import Membership
from app.web.templates import speaker


def campers(reader: Membership, now: datetime) -> Table:
    grid, states = queries.grid_of(reader, now), words.states()
    zone = ZoneInfo(reader.cohort.timezone)
    return Table(_("Campers"), [_("Name"), _("Team"), *words.weeks(week.number for week in grid.weeks), _("Missing"), _("Open questions"), _("Last filed")],
                 [[camper.name, camper.team, *(states[cell.state] for cell in camper.cells), camper.missing, camper.waiting,
                   _day(camper.last_filed, zone)] for camper in grid.campers])


def quiet(reader: Membership, now: datetime) -> Table:
    zone = ZoneInfo(reader.cohort.timezone)
    return Table(_("Gone quiet"), [_("Name"), _("Team"), _("Weeks without a review"), _("Last filed"), _("Last written"), _("Looked after by"), _("Since")],
                 [[camper.name, camper.team, camper.quiet, _day(camper.last_filed, zone), _day(camper.last_written, zone), camper.carer,
                   _day(camper.since, zone)] for camper in queries.grid_of(reader, now).quiet])


def ages(reader: Membership, now: datetime) -> Table:
    when = speaker()
    return Table(_("Open questions"), [_("Waited"), _("Questions"), _("Past the promise")],
                 [[words.age(age, when), age.count, _("yes") if age.is_past else ""] for age in queries.ages_of(reader.cohort, now)])


def answers(reader: Membership, now: datetime) -> Table:
    """Hours with one digit, as numbers to go on counting with."""
    return Table(_("First answers"), [_("Week"), _("Asked"), _("Answered"), _("Half within (hours)"), _("Nine of ten within (hours)")],
                 [[week.number, week.asked, week.answered, hours(week.median), hours(week.most)] for week in queries.first_answers(reader.cohort)])


def mentors(reader: Membership, now: datetime) -> Table:
    return Table(_("Mentors"), [_("Name"), _("Role"), _("Writing now"), _("Handed to them"), _("Answered this week"), _("Asked back this week")],
                 [[load.name, _("Mentor") if load.is_mentor else _("Staff"), load.held, load.handed, load.answered, load.asked_back]
                  for load in queries.load_of(reader, now)])


def energy(reader: Membership, now: datetime) -> Table:
    shared = queries.energy_of(reader, now)
    return Table(_("Energy"), [_("Name"), _("Team"), *words.weeks(shared.numbers), _("Last word")],
                 [[camper.name, camper.team, *(told.energy if (told := camper.weeks.get(number)) else None for number in shared.numbers), camper.last.word]
                  for camper in shared.campers])


TABLES: dict[str, Callable[[Membership, datetime], Table]] = {
    "campers": campers, "quiet": quiet, "open-questions": ages, "first-answers": answers, "mentors": mentors, "energy": energy}


def hours(span: timedelta | None) -> float | None:
    return None if span is None else round(span.total_seconds() / 3600, 1)


def _day(at: datetime | None, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d}" if at else ""
