"""A forgotten password: a link by mail, and a new password with it."""
from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts import limits, mailing, sessions, signing
from app.accounts.forms.coming_in import RecoveryForm, RenewalForm
from app.accounts.views import bp
from app.extensions import db
from app.web import clock
from app.web.access import public

Page = tuple[str, int]


@bp.route("/recovery", methods=["GET", "POST"])
@public
@limits.mailed_links
def recovery() -> Response | Page:
    """Asks nobody whether there is such an account, so that the page cannot tell: who sends the mail finds out."""
    form = RecoveryForm()
    if form.validate_on_submit():
        mailing.mail_link("recovery", {"address": form.address.data}, clock.now())
        db.session.commit()
        return redirect(url_for("accounts.recovery_asked"), 303)
    return render_template("accounts/recovery.html", form=form), 422 if form.errors else 200


@bp.get("/recovery/asked")
@public
def recovery_asked() -> str:
    return render_template("accounts/recovery_asked.html")


@bp.route("/recovery/<token>", methods=["GET", "POST"])
@public
def renewal(token: str) -> Response | Page:
    account = signing.account_of_recovery(token)
    if account is None:
        return render_template("accounts/link_over.html", ask_anew="recovery"), 404
    form = RenewalForm(account)
    if form.validate_on_submit():
        account.change_password(form.password.data or "", clock.now())
        sessions.sign_in(account)
        db.session.commit()
        flash(_("Your password is changed, and you are signed in. Every other device is signed out."))
        return redirect(url_for("home.front"), 303)
    return render_template("accounts/renewal.html", form=form, account=account, token=token), 422 if form.errors else 200
