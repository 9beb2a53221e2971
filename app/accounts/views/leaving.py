"""Deleting one's account."""
from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from app.accounts import limits, sessions
from app.accounts.forms.profile import LeavingForm
from app.accounts.leaving import held_by, leave
from app.accounts.views import bp
from app.extensions import db
from app.web import clock


@bp.get("/me/leaving")
def leaving() -> str:
    me = current_user._get_current_object()
    return render_template("accounts/leaving.html", form=LeavingForm(me, formdata=None), holding=held_by(me.id))


@bp.post("/me/leaving")
@limits.password_tries
def left() -> Response | tuple[str, int]:
    me = current_user._get_current_object()
    form, holding = LeavingForm(me), held_by(me.id)
    if not form.is_proven() or holding:
        return render_template("accounts/leaving.html", form=form, holding=holding), 409 if holding else 422
    unnamed = _("Somebody who left")
    sessions.sign_out()
    leave(me, unnamed, clock.now())
    db.session.commit()
    flash(_("Your account is deleted. Thank you for having been here."))
    return redirect(url_for("accounts.sign_in"), 303)
