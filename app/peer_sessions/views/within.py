"""What every change of a session begins and ends with."""
from __future__ import annotations

from collections.abc import Callable

from flask import abort, redirect, url_for
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from app.cohorts.current import current_member
from app.extensions import db
from app.peer_sessions.models import PeerSession, Turn
from app.web.back import way_back
from app.web.finding import lock_or_404


def pressed(session_id: int, deed: Callable[[PeerSession], object]) -> Response:
    """What a button does: `deed` is one rule, said to the locked session; then back to where it was pressed."""
    session = locked_or_404(session_id)
    deed(session)
    db.session.commit()
    return back_to(session)


def locked_or_404(session_id: int) -> PeerSession:
    """The session as the reader may see it, with its turns, and nobody else changes it meanwhile."""
    session = lock_or_404(PeerSession.visible_to(current_member).where(PeerSession.id == session_id)
                          .options(joinedload(PeerSession.team), joinedload(PeerSession.week)))
    session.load_turns()
    return session


def turn_or_404(session: PeerSession, turn_id: int) -> Turn:
    found = next((turn for turn in session.turns if turn.id == turn_id), None)
    return found or abort(404)


def back_to(session: PeerSession) -> Response:
    """The page on which it was pressed: the projector's, or the session's."""
    return redirect(way_back(current_member.cohort.slug, url_for("peer_sessions.show", session_id=session.id)), 303)
