"""Notes that everybody writes into: sent by the open page while somebody types (js/notes.js), or by a button without script."""
from __future__ import annotations

from flask import Response, flash, jsonify
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm import undefer

from app.cohorts.current import campers_only, current_member
from app.extensions import db
from app.peer_sessions.forms.notes import NotesForm
from app.peer_sessions.models import PeerSession
from app.peer_sessions.models.refusals import NotesUnreadable
from app.peer_sessions.views.blueprint import bp
from app.peer_sessions.views.within import back_to
from app.web import clock, live
from app.web.errors import asks_for_json
from app.web.finding import get_or_404, lock_or_404


@bp.post("/<int:session_id>/notes")
@campers_only
def note(cohort: str, session_id: int) -> ResponseReturnValue:
    """200 with what the notes are now, lines of others among them."""
    session = lock_or_404(PeerSession.visible_to(current_member).where(PeerSession.id == session_id).options(undefer(PeerSession.notes_heard)))
    form = NotesForm()
    if fault := form.fault():
        raise NotesUnreadable(fault)
    merged = session.note(current_member, form.base.data or "", form.text.data or "", clock.now(), form.once.data or "")
    db.session.commit()
    both = _("Two of you changed the same line, and both stand there: %(lines)s", lines=" / ".join(merged.both)) if merged.both else ""
    if asks_for_json():
        return jsonify(text=merged.text, version=session.notes_version, both=both)
    if both:
        flash(both)
    return back_to(session)


@bp.get("/<int:session_id>/notes")
def notes(cohort: str, session_id: int) -> Response:
    """What they are; whose page asks, and a token to send with, for one that has lost touch."""
    session = get_or_404(PeerSession.visible_to(current_member).where(PeerSession.id == session_id))
    answer = live.news({"account": current_member.account_id, "text": session.notes, "version": session.notes_version})
    answer.headers["Hoego-Token"] = generate_csrf()
    return answer
