"""The one place where a refusal or a failure becomes a page: rules raise, nobody in between catches."""
from __future__ import annotations

import re
import secrets

import structlog
from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException, SecurityError

from app.extensions import db
from app.web import uploads
from app.web.resending import Again, again

log = structlog.get_logger()

RETRY_AFTER = "5"  # seconds; a busy or restarting database is usually back by then
# Fields that nobody writes into (hidden ones, choices, buttons), and the one that is never shown again.
UNWRITTEN = re.compile(
    r"password|^take-|(^|-)(csrf_token|once|version|base|seen|was|key|told|id|origin|audience|kind|role|team|on|give|take|tick|again|short|reply|back|next|then|language|theme|add|remove|move_up|move_down"
    r"|asks_mentors|without_name|joins_review|for_all|sure|to|people|question|said_by|settles|left|shares_energy|energy|mails_answers|shows_memories|thing|said)$")
KEPT_AT_MOST = 3000  # fields; a review has at most as many, and a page must stay a page


class Refusal(Exception):
    """A rule says no. Rooms derive their own; `sentence` tells the reader why, in the reader's language."""

    status = 409

    def sentence(self) -> str:
        raise NotImplementedError


class SignedOut(Refusal):
    """Somebody posted without being signed in (any more)."""

    status = 401

    def sentence(self) -> str:
        return _("You are signed out. Sign in again, then send it once more.")


def register(app: Flask) -> None:
    @app.errorhandler(Refusal)
    def refused(refusal: Refusal) -> Response:
        return page(refusal.status, refusal.sentence(), form=again(is_written) if isinstance(refusal, SignedOut) else None)

    @app.errorhandler(CSRFError)
    def unproven(error: CSRFError) -> Response:
        form = again(is_written)
        sentence = _("This page was open for too long, or you signed in again meanwhile. Send it once more.") if form else _(
            "This page was open for too long, or you signed in again meanwhile. Go back, reload it and send it once more.")
        return page(400, sentence, form=form)

    @app.errorhandler(HTTPException)
    def stopped(error: HTTPException) -> Response:
        if error.response is not None:
            return error.get_response()  # type: ignore[return-value]
        too_large = uploads.too_large() if error.code == 413 else ""
        response = page(error.code or 500, too_large or sentence_of(error.code))
        for name, value in error.get_headers():
            if name in {"Allow", "Retry-After"}:
                response.headers[name] = value
        return response

    @app.errorhandler(OperationalError)
    @app.errorhandler(TimeoutError)
    def unreachable(error: OperationalError | TimeoutError) -> Response:
        log.warning("database unavailable", error=type(error).__name__, endpoint=request.endpoint)
        response = page(503, sentence_of(503))
        response.headers["Retry-After"] = RETRY_AFTER
        return response

    @app.errorhandler(DBAPIError)
    def lost(error: DBAPIError) -> Response:
        if error.connection_invalidated:
            return unreachable(OperationalError(error.statement, error.params, error.orig or error))
        return failed(error)

    @app.errorhandler(Exception)
    def failed(error: Exception) -> Response:
        error_id = secrets.token_hex(4)
        log.exception("failed", error_id=error_id, endpoint=request.endpoint, exc_info=error)
        return page(500, sentence_of(500), error_id)


def page(status: int, sentence: str, error_id: str = "", form: Again | None = None) -> Response:
    """An error in the reader's language with a way on, and with what they had typed, so that nothing is lost: as a `form` to be sent once more,
    or to copy from."""
    db.session.expunge_all()  # a rollback makes the session forget what it holds, and the page speaks of its reader and their cohort
    db.session.rollback()
    if asks_for_json():
        return make_response(jsonify(sentence=sentence), status)
    told = {"status": status, "title": title_of(status), "sentence": sentence, "error_id": error_id, "kept": typed(), "again": form}
    try:
        # Under a name that is not ours there are no addresses, and nothing to log: whoever likes can ask for it.
        body = _plain(told) if request.url_rule is None and not _is_ours() else render_template("errors/error.html", **told)
    except Exception:
        # The page itself may need what is broken (the database, say): then a plain one, which asks for nothing.
        log.exception("error page failed", status=status)
        body = _plain(told)
    return make_response(body, status)


def asks_for_json() -> bool:
    """Whether a script of ours is asking: it shows a sentence where it stands, not a page."""
    accepted = request.accept_mimetypes
    return accepted.accept_json and not accepted.accept_html


def _plain(told: dict[str, object]) -> str:
    return current_app.jinja_env.get_template("errors/plain.html").render(language=str(get_locale()), **{**told, "again": None})


def _is_ours() -> bool:
    """Whether the request names a host that this app answers for."""
    try:
        return bool(request.host)
    except SecurityError:
        return False


def typed() -> list[str]:
    """What the reader had written into the form that could not be taken, in the order of the form."""
    if request.method != "POST":
        return []
    try:
        fields = list(request.form.items(multi=True))
    except HTTPException:  # too large to be read at all
        return []
    return [text for name, text in fields if text.strip() and is_written(name)][:KEPT_AT_MOST]


def is_written(name: str) -> bool:
    """Whether a person writes into fields of this name."""
    return not UNWRITTEN.search(name)


def title_of(status: int) -> str:
    return {
        400: _("That could not be read"),
        401: _("Please sign in"),
        403: _("That is not yours to do"),
        404: _("Nothing here"),
        405: _("That does not work this way"),
        409: _("Somebody was quicker"),
        413: _("That is too large"),
        422: _("That could not be read"),
        429: _("A little slower, please"),
        503: _("Back in a moment"),
    }.get(status, _("Something went wrong on our side"))


def sentence_of(status: int | None) -> str:
    return {
        400: _("The page sent something that we could not read. Go back and try once more."),
        403: _("You may read this, but not change it."),
        404: _("It was never here, was taken away, or is not for you to see."),
        405: _("This address is used by a button of a page. Go back to that page and press it there."),
        413: _("What you sent is larger than 6 MB. Please send it in smaller parts."),
        429: _("There were too many tries in a short time. Wait a few minutes, then try again."),
        503: _("We cannot reach our data right now. Nothing of what was saved is lost. Please try again in a few seconds."),
    }.get(status or 500, _("It is written down, and we will look at it. Nothing of what was saved is lost."))
