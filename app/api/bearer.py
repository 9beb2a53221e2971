"""Who is asking: a program says it by its token. The cookie of a browser is not looked at, so no page can make it ask."""
from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import abort, g, request

from app.api.limits import calls, token_tries
from app.api.models import Token
from app.api.problems import stop
from app.cohorts.models import Membership
from app.web import clock
from app.web.access import public

View = TypeVar("View", bound=Callable[..., Any])
ASKS = 'Bearer realm="hoego"'


def by_token(scope: str = "") -> Callable[[View], View]:
    """For whoever brings a token that opens `scope`. An address with a `slug` is for living members of that cohort: `current_member`; else `g.owner_id`."""
    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            g.owner_id = _owner(scope)
            if "slug" in kwargs:
                g.member = Membership.in_cohort(kwargs.pop("slug"), g.owner_id) or abort(404)
            return view(*args, **kwargs)

        return cast(View, public(calls(token_tries(guarded))))

    return guard


def _owner(scope: str) -> int:
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    now = clock.now()
    token = Token.bringing(secret.strip(), now) if kind.lower() == "bearer" else None
    if token is None:
        stop(401, "Send a token that has not ended: Authorization: Bearer hoego_…", www_authenticate=ASKS)
    assert token is not None
    if scope and scope not in token.scopes.split():
        stop(403, f"The token does not open {scope}.", www_authenticate=f'{ASKS}, error="insufficient_scope", scope="{scope}"')
    Token.note_use(token.id, token.used_at, now)
    return token.account_id
