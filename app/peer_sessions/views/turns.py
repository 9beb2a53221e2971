"""Going on to the next, giving somebody the turn, the order, and who is passed over."""
from __future__ import annotations

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cohorts.current import campers_only, current_member
from app.peer_sessions.models import EARLIER, LATER, PeerSession
from app.peer_sessions.queries import ready_in
from app.peer_sessions.views.blueprint import bp
from app.peer_sessions.views.within import pressed, turn_or_404
from app.web import clock
from app.web.finding import number


@bp.post("/<int:session_id>/turn")
@campers_only
def turn(cohort: str, session_id: int) -> ResponseReturnValue:
    """The next one's. `seen` is whose turn the page showed, so that two who press at once move on by one."""
    return pressed(session_id, _move_on)


def _move_on(session: PeerSession) -> None:
    if not session.move_on(current_member, number(request.form.get("seen")) or None, ready_in(session), clock.now()):
        flash(_("Somebody else had pressed already."))


@bp.post("/<int:session_id>/turns/<int:turn_id>")
@campers_only
def give(cohort: str, session_id: int, turn_id: int) -> ResponseReturnValue:
    return pressed(session_id, lambda session: session.give_turn(turn_or_404(session, turn_id), current_member, ready_in(session), clock.now()))


@bp.post("/<int:session_id>/turns/<int:turn_id>/place")
@campers_only
def place(cohort: str, session_id: int, turn_id: int) -> ResponseReturnValue:
    """One place earlier, or later with `later`."""
    direction = LATER if request.form.get("later") else EARLIER
    return pressed(session_id, lambda session: session.move(turn_or_404(session, turn_id), current_member, direction, clock.now()))


@bp.post("/<int:session_id>/turns/<int:turn_id>/absence")
@campers_only
def absence(cohort: str, session_id: int, turn_id: int) -> ResponseReturnValue:
    return pressed(session_id, lambda session: session.pass_over(turn_or_404(session, turn_id), current_member, clock.now()))


@bp.post("/<int:session_id>/turns/<int:turn_id>/absence/withdrawal")
@campers_only
def absence_withdrawal(cohort: str, session_id: int, turn_id: int) -> ResponseReturnValue:
    return pressed(session_id, lambda session: session.count_in(turn_or_404(session, turn_id), current_member, clock.now()))
