"""Being here, and leading."""
from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from app.cohorts.current import campers_only, current_member
from app.peer_sessions.models import PeerSession
from app.peer_sessions.views.blueprint import bp
from app.peer_sessions.views.within import pressed, turn_or_404
from app.web import clock
from app.web.finding import number


@bp.post("/<int:session_id>/presence")
@campers_only
def presence(cohort: str, session_id: int) -> ResponseReturnValue:
    """Sent by js/presence.js while a page is looked at, so that no page that is only read changes anything."""
    pressed(session_id, lambda session: session.note_presence(current_member, clock.now()))
    return "", 204


@bp.post("/<int:session_id>/lead")
@campers_only
def lead(cohort: str, session_id: int) -> ResponseReturnValue:
    """Taken over from a leader who is gone; or handed over by the leader, to the turn `to`."""
    return pressed(session_id, _lead)


def _lead(session: PeerSession) -> None:
    if to := number(request.form.get("to")):
        session.hand_lead(current_member, turn_or_404(session, to), clock.now())
    else:
        session.take_lead(current_member, clock.now())
