"""Coming in with a passkey: a script asks the device, and posts what it says."""
from __future__ import annotations

from flask import Response, abort, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Answer

from app.accounts import ceremonies, limits, sessions
from app.accounts.views import bp
from app.accounts.ways import own_path
from app.extensions import db
from app.web import clock
from app.web.access import public


@bp.post("/sign-in/passkey/challenge")
@public
def passkey_challenge() -> Response:
    if not ceremonies.are_possible():
        abort(404)
    return Response(ceremonies.using_options(), mimetype="application/json")


@bp.post("/sign-in/passkey")
@public
@limits.other_tries
def sign_in_by_passkey() -> Answer:
    way_on = own_path(request.form.get("next")) or url_for("home.front")
    if current_user.is_authenticated:
        return redirect(way_on, 303)
    try:
        account = ceremonies.account_of(request.form.get("credential", ""), clock.now())
    except ceremonies.NoPasskey:
        limits.missed()
        raise
    sessions.sign_in(account)
    db.session.commit()
    return redirect(way_on, 303)
