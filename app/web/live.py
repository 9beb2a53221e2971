"""Telling an open page that it is out of date: small answers that js/live.js asks for again and again, and that mostly say "nothing new"."""
from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request

from app.web import clock


def news(told: dict[str, Any], mark: str | None = None) -> Response:
    """`told` as JSON with a mark, made of its content unless one is given; 304 without a body where the page that asks has it already.

    The mark tells nothing that `told` does not. One that is given was read before `told` was, so that what happened in between is not missed.
    Leave out of `told` what changes without being news, such as "5 minutes ago".
    """
    answer = jsonify(told)
    if mark:
        answer.set_etag(mark)
    else:
        answer.add_etag()
    return answer.make_conditional(request)  # type: ignore[return-value]


def moment() -> tuple[str, str]:
    """A header: the moment on this server's clock, in milliseconds since 1970, for pages that show a clock of ours (js/live.js tells it on)."""
    return "Hoego-Now", str(round(clock.now().timestamp() * 1000))


def with_moment(answer: Response) -> Response:
    name, value = moment()
    answer.headers[name] = value
    return answer
