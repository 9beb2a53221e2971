"""The clock of the turn that is on: it stands, it goes on, it gets a minute more."""
from __future__ import annotations

from flask.typing import ResponseReturnValue

from app.cohorts.current import campers_only, current_member
from app.extensions import db
from app.peer_sessions.views.blueprint import bp
from app.peer_sessions.views.within import back_to, locked_or_404
from app.web import clock


@bp.post("/<int:session_id>/pause")
@campers_only
def pause(cohort: str, session_id: int) -> ResponseReturnValue:
    session = locked_or_404(session_id)
    session.pause(current_member, clock.now())
    db.session.commit()
    return back_to(session)


@bp.post("/<int:session_id>/pause/withdrawal")
@campers_only
def pause_withdrawal(cohort: str, session_id: int) -> ResponseReturnValue:
    session = locked_or_404(session_id)
    session.resume(current_member, clock.now())
    db.session.commit()
    return back_to(session)


@bp.post("/<int:session_id>/minute")
@campers_only
def minute(cohort: str, session_id: int) -> ResponseReturnValue:
    session = locked_or_404(session_id)
    session.add_minute(current_member, clock.now())
    db.session.commit()
    return back_to(session)
