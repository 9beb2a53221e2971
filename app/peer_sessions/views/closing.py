"""Closing a session, and reopening it for a day."""
from __future__ import annotations

from flask.typing import ResponseReturnValue

from app.cohorts.current import campers_only, current_member
from app.peer_sessions.views.blueprint import bp
from app.peer_sessions.views.within import pressed
from app.web import clock


@bp.post("/<int:session_id>/closing")
@campers_only
def closing(cohort: str, session_id: int) -> ResponseReturnValue:
    return pressed(session_id, lambda session: session.close(current_member, clock.now()))


@bp.post("/<int:session_id>/reopening")
@campers_only
def reopening(cohort: str, session_id: int) -> ResponseReturnValue:
    return pressed(session_id, lambda session: session.reopen(current_member, clock.now()))
