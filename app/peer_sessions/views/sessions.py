"""A session, on a phone and on a projector; one that was planned begins."""
from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.current import campers_only, current_member
from app.extensions import db
from app.peer_sessions.queries import Shown, agenda, shown_of
from app.peer_sessions.views.blueprint import bp
from app.peer_sessions.views.within import locked_or_404
from app.reviews.models import SECTION_NAMES
from app.reviews.words import section_names
from app.web import clock


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
