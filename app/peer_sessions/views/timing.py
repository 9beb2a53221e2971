"""The clock of the turn that is on: it stands, it goes on, it gets a minute more."""
from __future__ import annotations

from flask.typing import ResponseReturnValue

from app.cohorts.current import campers_only, current_member
from app.peer_sessions.views.blueprint import bp
from app.peer_sessions.views.within import pressed
from app.web import clock


@bp.post("/<int:session_id>/pause")
@campers_only
def pause(cohort: str, session_id: int) -> ResponseReturnValue:
    return pressed(session_id, lambda session: session.pause(current_member, clock.now()))


@bp.post("/<int:session_id>/pause/withdrawal")
@campers_only
def pause_withdrawal(cohort: str, session_id: int) -> ResponseReturnValue:
    return pressed(session_id, lambda session: session.resume(current_member, clock.now()))


@bp.post("/<int:session_id>/minute")
@campers_only
def minute(cohort: str, session_id: int) -> ResponseReturnValue:
    return pressed(session_id, lambda session: session.add_minute(current_member, clock.now()))
