"""The sessions of one's team, for mentors and staff of all teams; and opening one on the spot."""
from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.calendar import current_number
from app.cohorts.current import campers_only, current_member
from app.cohorts.forms import there
from app.extensions import db
from app.peer_sessions.forms import OpeningForm, time_of
from app.peer_sessions.models import PeerSession, Plan
from app.peer_sessions.queries.overview import Near, earlier, near, of_teams
from app.peer_sessions.views.blueprint import bp
from app.web import clock
from app.web.finding import get_or_404


@bp.get("/")
def index(cohort: str) -> str:
    return _of_teams() if current_member.guides else _of_mine()


@bp.post("/")
@campers_only
def opened(cohort: str) -> ResponseReturnValue:
    """Opened on the spot by one of the team, over this week's reviews or an earlier week's."""
    now = clock.now()
    form = OpeningForm(current_member.cohort, now)
    if not form.validate():
        return _of_mine(form), 422
    week = get_or_404(form.chosen_week())
    session = PeerSession.opened_by(current_member, week, now, minutes=there(form.minutes.data), until=form.until())
    db.session.commit()
    return redirect(url_for("peer_sessions.show", session_id=session.id), 303)


def _of_mine(form: OpeningForm | None = None) -> str:
    now = clock.now()
    at_hand = near(current_member, now) if current_member.team_id else Near()
    return render_template(
        "peer_sessions/index.html", near=at_hand, page=earlier(current_member, now), moment=now, is_first="after" not in request.args,
        form=form or OpeningForm(current_member.cohort, now, formdata=None, week=str(_usual_week())),
        times={session.id: time_of(session, current_member.cohort, now) for session in [*at_hand.due, *filter(None, [at_hand.coming])]})


def _of_teams() -> str:
    now, chosen = clock.now(), _chosen_week()
    week = chosen or _usual_week()
    teams = of_teams(current_member, week)
    some_met_twice = any((row.many or 0) > 1 for row in teams)
    return render_template("peer_sessions/teams.html", teams=teams, week=week, chosen=chosen, moment=now, is_first="after" not in request.args,
                           page=earlier(current_member, now, chosen) if not chosen or some_met_twice else None)


def _usual_week() -> int:
    """Over whose reviews the teams meet at the moment: this week's, or where they meet a week later those of the week before."""
    plan = Plan.of(current_member.cohort_id)
    return max(current_number(current_member.cohort, clock.now()) - bool(plan and plan.week_after), 1)


def _chosen_week() -> int | None:
    typed = request.args.get("week", "")
    return int(typed) if typed.isascii() and typed.isdigit() and 0 < len(typed) <= 3 and 1 <= int(typed) <= current_member.cohort.week_count else None
