"""A session, on a phone and on a projector; one that was planned begins."""
from __future__ import annotations

from flask.typing import ResponseReturnValue

from app.cohorts.current import campers_only, current_member
from app.peer_sessions.views.blueprint import bp
from app.peer_sessions.views.page import session_page
from app.peer_sessions.views.within import pressed
from app.web import clock


@bp.post("/<int:session_id>/opening")
@campers_only
def opening(cohort: str, session_id: int) -> ResponseReturnValue:
    """What was planned begins."""
    return pressed(session_id, lambda session: session.begin(current_member, clock.now()))


@bp.get("/<int:session_id>")
def show(cohort: str, session_id: int) -> str:
    return session_page(session_id)


@bp.get("/<int:session_id>/projector")
def projector(cohort: str, session_id: int) -> str:
    return session_page(session_id, "peer_sessions/projector.html")
