"""A note of staff about a camper: written, taken back by who wrote it."""
from __future__ import annotations

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from app.board.forms import NoteForm
from app.board.models import StaffNote
from app.board.views import bp
from app.board.views.campers import page_of, the_camper
from app.cohorts.current import current_member, staff_only
from app.extensions import db
from app.web import clock
from app.web.finding import get_or_404, lock_or_404


@bp.post("/campers/<int:member_id>/notes")
@staff_only
def writing(cohort: str, member_id: int) -> Response | tuple[str, int]:
    camper, form = get_or_404(the_camper(member_id)), NoteForm()
    if not form.validate_on_submit():
        return page_of(member_id, form), 422
    StaffNote.written(camper, current_member, form.text.data or "", clock.now(), once=form.once.data)
    db.session.commit()
    flash(_("Noted. Only staff read it."))
    return redirect(url_for("board.camper", member_id=member_id), 303)


@bp.post("/notes/<int:note_id>/withdrawal")
@staff_only
def taking_back(cohort: str, note_id: int) -> Response:
    note = lock_or_404(select(StaffNote).where(StaffNote.id == note_id, StaffNote.cohort_id == current_member.cohort_id))
    note.take_back(current_member)
    db.session.commit()
    flash(_("The note is gone."))
    return redirect(url_for("board.camper", member_id=note.camper_id), 303)
