"""Being here, and leading."""
from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from app.cohorts.current import campers_only, current_member
from app.extensions import db
from app.peer_sessions.views.blueprint import bp
from app.peer_sessions.views.within import back_to, locked_or_404, turn_or_404
from app.web import clock


@bp.post("/<int:session_id>/presence")
@campers_only
def presence(cohort: str, session_id: int) -> ResponseReturnValue:
    """Sent by js/presence.js while a page is looked at, so that no page that is only read changes anything."""
    session = locked_or_404(session_id)
    session.note_presence(current_member, clock.now())
    db.session.commit()
    return "", 204


@bp.post("/<int:session_id>/lead")
@campers_only
def lead(cohort: str, session_id: int) -> ResponseReturnValue:
    """Taken over from a leader who is gone; or handed over by the leader, to the turn `to`."""
    session = locked_or_404(session_id)
    to = request.form.get("to", "")
    if to.isascii() and to.isdigit() and len(to) < 19:
        session.hand_lead(current_member, turn_or_404(session, int(to)), clock.now())
    else:
        session.take_lead(current_member, clock.now())
    db.session.commit()
    return back_to(session)
