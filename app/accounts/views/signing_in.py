"""Coming in and going out."""
from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from app.accounts import ceremonies, limits, providers, sessions
from app.accounts.forms.coming_in import SignInForm
from app.accounts.views import bp
from app.accounts.ways import own_path
from app.extensions import db
from app.web.access import public

Page = tuple[str, int]


@bp.route("/sign-in", methods=["GET", "POST"])
@public
@limits.password_tries
def sign_in() -> Response | Page:
    way_on = own_path(request.values.get("next"))
    if current_user.is_authenticated:
        return redirect(way_on or url_for("home.front"), 303)
    form = SignInForm(data={"next": way_on or ""})
    if form.validate_on_submit() and (account := form.account()):
        sessions.sign_in(account)
        db.session.commit()
        return redirect(way_on or url_for("home.front"), 303)
    form.next.data = way_on or ""
    return render_template("accounts/sign_in.html", form=form, providers=providers.offered(),
                           passkeys_are_possible=ceremonies.are_possible()), 422 if form.errors else 200


@bp.post("/sign-out")
@public
def sign_out() -> Response:
    sessions.sign_out()
    db.session.commit()
    flash(_("You are signed out."))
    return redirect(url_for("accounts.sign_in"), 303)
