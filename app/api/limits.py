"""How often somebody may try addresses that open nothing."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response

from app.accounts.limits import place
from app.extensions import limiter

View = Callable[..., Any]


def feed_tries(view: View) -> View:
    """By where they come from; addresses that open a calendar do not count, for a classroom's programs ask from one place."""
    return limiter.shared_limit("60/hour", scope="calendars by place", key_func=place, methods=["GET"], deduct_when=_opened_nothing)(view)


def _opened_nothing(response: Response) -> bool:
    return response.status_code == 404
