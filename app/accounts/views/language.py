"""The language of the pages, chosen from any of them."""
from __future__ import annotations

from flask import abort, redirect, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.accounts.preferences import choose_language
from app.accounts.views import bp
from app.accounts.ways import own_path
from app.extensions import db
from app.web.access import public
from app.web.language import LANGUAGES


@bp.post("/language")
@public
def language() -> Response:
    chosen = request.form.get("language", "")
    if chosen not in LANGUAGES:
        abort(400)
    if current_user.is_authenticated:
        choose_language(current_user, chosen)
        db.session.commit()
    else:
        session["language"] = chosen
    return redirect(own_path(request.form.get("next")) or url_for("home.front"), 303)
