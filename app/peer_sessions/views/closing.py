"""Closing a session, and reopening it for a day."""
from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.current import campers_only, current_member
from app.extensions import db
from app.peer_sessions.views.blueprint import bp
from app.peer_sessions.views.within import locked_or_404
from app.web import clock


@bp.post("/<int:session_id>/closing")
@campers_only
def closing(cohort: str, session_id: int) -> ResponseReturnValue:
    session = locked_or_404(session_id)
    session.close(current_member, clock.now())
    db.session.commit()
    return redirect(url_for("peer_sessions.show", session_id=session.id), 303)


@bp.post("/<int:session_id>/reopening")
@campers_only
def reopening(cohort: str, session_id: int) -> ResponseReturnValue:
    session = locked_or_404(session_id)
    session.reopen(current_member, clock.now())
    db.session.commit()
    return redirect(url_for("peer_sessions.show", session_id=session.id), 303)
