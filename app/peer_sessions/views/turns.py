"""Going on to the next, giving somebody the turn, the order, and who is passed over."""
from __future__ import annotations

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cohorts.current import campers_only, current_member
from app.extensions import db
from app.peer_sessions.models import EARLIER, LATER
from app.peer_sessions.queries import ready_in
from app.peer_sessions.views.blueprint import bp
from app.peer_sessions.views.within import back_to, locked_or_404, turn_or_404
from app.web import clock


@bp.post("/<int:session_id>/turn")
@campers_only
def turn(cohort: str, session_id: int) -> ResponseReturnValue:
    """The next one's. `seen` is whose turn the page showed, so that two who press at once move on by one."""
    session = locked_or_404(session_id)
    seen = request.form.get("seen", "")
    if not session.move_on(current_member, int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 19 else None, ready_in(session), clock.now()):
        flash(_("Somebody else had pressed already."))
    db.session.commit()
    return back_to(session)


@bp.post("/<int:session_id>/turns/<int:turn_id>")
@campers_only
def give(cohort: str, session_id: int, turn_id: int) -> ResponseReturnValue:
    session = locked_or_404(session_id)
    session.give_turn(turn_or_404(session, turn_id), current_member, ready_in(session), clock.now())
    db.session.commit()
    return back_to(session)


@bp.post("/<int:session_id>/turns/<int:turn_id>/place")
@campers_only
def place(cohort: str, session_id: int, turn_id: int) -> ResponseReturnValue:
    """One place earlier, or later with `later`."""
    session = locked_or_404(session_id)
    session.move(turn_or_404(session, turn_id), current_member, LATER if request.form.get("later") else EARLIER, clock.now())
    db.session.commit()
    return back_to(session)


@bp.post("/<int:session_id>/turns/<int:turn_id>/absence")
@campers_only
def absence(cohort: str, session_id: int, turn_id: int) -> ResponseReturnValue:
    session = locked_or_404(session_id)
    session.pass_over(turn_or_404(session, turn_id), current_member, clock.now())
    db.session.commit()
    return back_to(session)


@bp.post("/<int:session_id>/turns/<int:turn_id>/absence/withdrawal")
@campers_only
def absence_withdrawal(cohort: str, session_id: int, turn_id: int) -> ResponseReturnValue:
    session = locked_or_404(session_id)
    session.count_in(turn_or_404(session, turn_id), current_member, clock.now())
    db.session.commit()
    return back_to(session)
