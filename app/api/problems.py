"""What went wrong, as programs read it: RFC 9457."""
from __future__ import annotations

import json

from flask import Response, abort, make_response
from werkzeug.exceptions import HTTPException

from app.extensions import db

KIND = "application/problem+json"
TITLES = {401: "A token is needed", 403: "The token does not open this", 404: "Not here", 422: "This cannot be asked", 429: "Too often"}


def problem(status: int, detail: str, **headers: str) -> Response:
    """`headers` are named as in Python: `www_authenticate`."""
    told = {"type": "about:blank", "title": TITLES.get(status, "Failed"), "status": status, "detail": detail}
    answer = Response(json.dumps(told), status, mimetype=KIND)
    answer.headers.update({name.replace("_", "-").title(): value for name, value in headers.items()})
    return answer


def stop(status: int, detail: str, **headers: str) -> None:
    """Raises, so that the request ends with this problem."""
    abort(problem(status, detail, **headers))


def told(error: HTTPException) -> Response:
    """An error of the app, in this shape."""
    if error.response is not None:
        return make_response(error.response)
    db.session.rollback()
    answer = problem(error.code or 500, {404: "There is nothing here that the owner of the token may see."}.get(error.code or 500, error.description or ""))
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            answer.headers[name] = value
    return answer
