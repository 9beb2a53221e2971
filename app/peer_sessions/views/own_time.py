"""In everybody's own time: whom one has read, and until when there is time."""
from __future__ import annotations

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cohorts.current import campers_only, current_member
from app.extensions import db
from app.peer_sessions.forms import HourForm
from app.peer_sessions.views.blueprint import bp
from app.peer_sessions.views.within import back_to, locked_or_404, pressed, turn_or_404
from app.web import clock


@bp.post("/<int:session_id>/turns/<int:turn_id>/reading")
@campers_only
def reading(cohort: str, session_id: int, turn_id: int) -> ResponseReturnValue:
    return pressed(session_id, lambda session: session.mark_read(turn_or_404(session, turn_id), current_member, clock.now()))


@bp.post("/<int:session_id>/turns/<int:turn_id>/reading/withdrawal")
@campers_only
def reading_withdrawal(cohort: str, session_id: int, turn_id: int) -> ResponseReturnValue:
    return pressed(session_id, lambda session: session.mark_unread(turn_or_404(session, turn_id), current_member, clock.now()))


@bp.post("/<int:session_id>/hour")
@campers_only
def hour(cohort: str, session_id: int) -> ResponseReturnValue:
    """There is time until a later hour."""
    session, now = locked_or_404(session_id), clock.now()
    form = HourForm(session, current_member.cohort, now)
    if session.may_be_prolonged_by(current_member, now) and not form.validate():
        return render_template("peer_sessions/once_more.html", session=session, form=form, title=_("More time"), piece="peer_sessions/_hour.html"), 422
    session.prolong(current_member, form.moment(), now)
    db.session.commit()
    flash(_("There is more time now."))
    return back_to(session)
