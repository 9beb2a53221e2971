"""Tokens for programs, on pages of the account: made, shown once, ended."""
from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select
from werkzeug.wrappers import Response

from app.api.forms import NAMES, TokenForm
from app.api.models import LASTS, TOKENS_AT_MOST, Token, TooManyTokens
from app.extensions import db
from app.web import clock
from app.web.finding import get_or_404

bp = Blueprint("tokens", __name__)


@bp.get("/me/tokens")
def show() -> str:
    return _page(TokenForm(formdata=None))


@bp.post("/me/tokens")
def make() -> Any:
    """The token stands on the page that answers, and on no other: it is not kept."""
    form = TokenForm()
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        secret = Token.made(current_user.id, form.name.data or "", form.scopes.data or (), LASTS[form.days.data], clock.now())
    except TooManyTokens as refusal:
        form.name.errors = [refusal.sentence()]
        return _page(form), 422
    db.session.commit()
    answer = current_app.make_response((_page(TokenForm(formdata=None), secret), 201))
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@bp.post("/me/tokens/<int:token_id>/ending")
def end(token_id: int) -> Response:
    token = get_or_404(select(Token).where(Token.account_id == current_user.id, Token.id == token_id))
    db.session.delete(token)
    db.session.commit()
    flash(_("The token “%(name)s” opens nothing any more.", name=token.name))
    return redirect(url_for("tokens.show"), 303)


def _page(form: TokenForm, secret: str = "") -> str:
    tokens = db.session.scalars(Token.of(current_user.id).limit(TOKENS_AT_MOST)).all()
    return render_template("api/tokens.html", form=form, tokens=tokens, secret=secret, is_full=len(tokens) >= TOKENS_AT_MOST,
                           now=clock.now(), scopes=NAMES, base_url=current_app.config["BASE_URL"])
