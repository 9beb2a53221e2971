"""The sessions of a team; one of them, on a phone and on a projector."""
from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.calendar import current_week
from app.cohorts.current import campers_only, current_member
from app.cohorts.forms import there
from app.extensions import db
from app.peer_sessions.forms import OpeningForm
from app.peer_sessions.models import PeerSession
from app.peer_sessions.queries import Shown, agenda, shown_of
from app.peer_sessions.queries.overview import not_closed_of, sessions_for
from app.peer_sessions.views.blueprint import bp
from app.peer_sessions.views.within import locked_or_404
from app.reviews.models import SECTION_NAMES
from app.reviews.words import section_names
from app.web import clock
from app.web.finding import get_or_404


@bp.get("/")
def index(cohort: str) -> ResponseReturnValue:
    return _index(OpeningForm(current_member.cohort, clock.now(), formdata=None))


@bp.post("/")
@campers_only
def opened(cohort: str) -> ResponseReturnValue:
    """Opened on the spot by one of the team, over this week's reviews or an earlier week's."""
    now = clock.now()
    form = OpeningForm(current_member.cohort, now)
    if not form.validate():
        return _index(form), 422
    week = get_or_404(form.chosen_week())
    session = PeerSession.opened_by(current_member, week, now, minutes=there(form.minutes.data), until=form.until())
    db.session.commit()
    return redirect(url_for("peer_sessions.show", session_id=session.id), 303)


@bp.post("/<int:session_id>/opening")
@campers_only
def opening(cohort: str, session_id: int) -> ResponseReturnValue:
    """What was planned begins."""
    session = locked_or_404(session_id)
    session.begin(current_member, clock.now())
    db.session.commit()
    return redirect(url_for("peer_sessions.show", session_id=session.id), 303)


@bp.get("/<int:session_id>")
def show(cohort: str, session_id: int) -> str:
    return _page(session_id, "peer_sessions/show.html")


@bp.get("/<int:session_id>/projector")
def projector(cohort: str, session_id: int) -> str:
    return _page(session_id, "peer_sessions/projector.html")


def _page(session_id: int, template: str) -> str:
    now = clock.now()
    shown = agenda(session_id, current_member, now)
    speaking = shown.speaking
    review = shown.titles.get(speaking.member_id) if speaking else None
    if shown.state == "closed":
        template = "peer_sessions/summary.html"
    return render_template(template, agenda=shown, session=shown.session, review=review, shown=shown_of(review[0]) if review else Shown(), moment=now,
                           section_names=_section_names())


def _section_names() -> dict[str, str]:
    """By the section of an entry what the page calls it."""
    names = section_names()
    return {section: names[plural] for plural, section in SECTION_NAMES.items()}


def _index(form: OpeningForm) -> str:
    now = clock.now()
    rows, before = sessions_for(current_member)
    week = get_or_404(current_week(current_member.cohort, now))
    ours = not_closed_of(current_member, week.id) if current_member.team_id else None
    return render_template("peer_sessions/index.html", rows=rows, before=before, form=form, week=week, ours=ours, moment=now,
                           first="before" not in request.args)
