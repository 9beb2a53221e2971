"""How often somebody may try addresses and tokens that open nothing, and how much a program may ask."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, request

from app.accounts.limits import place
from app.api.models.token import digest_of
from app.extensions import limiter

View = Callable[..., Any]


def feed_tries(view: View) -> View:
    """By where they come from; addresses that open a calendar do not count, for a classroom's programs ask from one place."""
    return limiter.shared_limit("60/hour", scope="calendars by place", key_func=place, methods=["GET"], deduct_when=_opened_nothing)(view)


def _opened_nothing(response: Response) -> bool:
    return response.status_code == 404


def token_tries(view: View) -> View:
    """Tokens that open nothing, by where they come from."""
    return limiter.shared_limit("60/hour", scope="tokens by place", key_func=place, methods=["GET"], deduct_when=_opened_not_at_all)(view)


def calls(view: View) -> View:
    """What a program may ask with one token."""
    return limiter.shared_limit("120/minute;3000/hour", scope="calls by token", key_func=_token, methods=["GET"])(view)


def _token() -> str:
    return digest_of(request.headers.get("Authorization", ""))[:32]


def _opened_not_at_all(response: Response) -> bool:
    return response.status_code == 401
