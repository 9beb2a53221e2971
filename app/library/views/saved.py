"""Saving what one wants to find again, and what was saved."""
from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.cohorts.current import current_member, in_archive
from app.extensions import db
from app.library import words
from app.library.forms import ThingForm
from app.library.models import Saved
from app.library.saved import may_be_saved_by, saved_by
from app.library.snippets import WIDTH
from app.library.views import bp
from app.web import clock
from app.web.back import way_back


@bp.get("/saved/")
def saved(cohort: str) -> str:
    return render_template("library/saved.html", shelf=saved_by(current_member), called=words.called, WIDTH=WIDTH)


@bp.post("/saved/")
@in_archive
def save(cohort: str) -> Response:
    kind, source_id = _named()
    if not may_be_saved_by(current_member, kind, source_id):
        abort(404)
    is_new = Saved.save(current_member.account_id, kind, source_id, clock.now())
    db.session.commit()
    done, was_done = _("Saved. You find it in the library, under “Saved by me”."), _("It is saved already. You find it in the library, under “Saved by me”.")
    flash(done if is_new else was_done)
    return redirect(_back(), 303)


@bp.post("/saved/removal")
@in_archive
def removal(cohort: str) -> Response:
    """Of what may not be read any more as well."""
    kind, source_id = _named()
    Saved.remove(current_member.account_id, kind, source_id)
    db.session.commit()
    flash(_("It is saved no longer."))
    return redirect(_back(), 303)


def _named() -> tuple[str, int]:
    form = ThingForm()
    if not form.validate_on_submit():
        abort(400)
    return form.named()


def _back() -> str:
    return way_back(current_member.cohort.slug, url_for("library.saved"))
