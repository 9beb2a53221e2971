"""This week: what is due, what came back, what the others wrote; and the front page for those who are not signed in."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.accounts.forms.coming_in import CodeForm
from app.cohorts.calendar import current_number, has_begun, is_over
from app.cohorts.current import current_member
from app.cohorts.models import Membership
from app.extensions import db
from app.growth import words as growth_words
from app.growth.queries import at_home
from app.home import words
from app.home.queries import own_week, people, questions, sessions
from app.questions.queries.counts import counts_for
from app.reviews.queries import WeekMark, carried, week_strip
from app.web import clock
from app.web.access import public
from app.web.times import A_MINUTE

bp = Blueprint("home", __name__)


@bp.get("/")
@public
def front() -> Response | str:
    if not current_user.is_authenticated:
        return render_template("home/front.html", form=CodeForm())
    newest = db.session.scalars(Membership.of_account(current_user.id).limit(1)).first()
    if newest is None or newest.cohort.is_archived:
        return redirect(url_for("cohorts.switcher"), 303)
    return redirect(url_for("home.this_week", cohort=newest.cohort.slug), 303)


@bp.get("/c/<cohort>/")
def this_week(cohort: str) -> str:
    if current_member.is_camper:
        return _for_camper()
    return _for_staff() if current_member.is_staff else _for_mentor()


def _for_camper() -> str:
    now = clock.now()
    strip, own = own_week.with_strip(current_member, now)
    calendar = _calendar(strip)
    return render_template(
        "home/camper.html", **calendar, own=own, noted=words.noted(own), questions=questions.own(current_member, now),
        session=sessions.at_hand(current_member, now), team=people.team_of(current_member, calendar["number"]),
        carried=carried(current_member, calendar["week"].id, calendar["number"]))


def _for_mentor() -> str:
    now = clock.now()
    calendar = _calendar(week_strip(current_member, now))
    return render_template(
        "home/mentor.html", **calendar, counts=counts_for(current_member, now), waiting=questions.longest_waiting(current_member),
        claimed=questions.claimed_by(current_member, now), teams=people.by_team(current_member, calendar["number"]))


def _for_staff() -> str:
    calendar = _calendar(week_strip(current_member, clock.now()))
    teams = people.by_team(current_member, calendar["number"])
    return render_template("home/staff.html", **calendar, counts=counts_for(current_member, clock.now()), teams=teams, figures=people.figures(teams))


def _calendar(strip: Sequence[WeekMark]) -> dict[str, Any]:
    """What every role's page has: where the cohort stands, and what of their own months ago comes back; one statement."""
    now, cohort = clock.now(), current_member.cohort
    number = current_number(cohort, now)
    week = strip[number - 1]
    return {"number": number, "strip": strip, "week": week, "due": week.due_at - A_MINUTE, "begun": has_begun(cohort, now), "over": is_over(cohort, now),
            "memories": at_home(current_member, now), "said_of": growth_words}
