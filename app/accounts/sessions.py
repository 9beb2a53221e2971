"""Being signed in: the cookie brings a device's token, and the device says whose it is."""
from __future__ import annotations

from datetime import timedelta

from flask import Flask, Request, g, request, session
from flask_login import current_user, logout_user
from sqlalchemy.exc import DBAPIError

from app.accounts.models import Account, Device
from app.extensions import login
from app.web import clock

USE_NOTED_EVERY = timedelta(minutes=10)
FRESH_FOR = timedelta(minutes=15)
OUTLIVES_SIGN_IN = ("language",)


def sign_in(account: Account) -> Device:
    """Make this browser a device of `account`. The session begins anew, so that one known from before is worth nothing; not committed."""
    sign_out()
    device, token = Device.signed_in(account, _agent(), clock.now())
    session["device"] = token
    session.permanent = True
    g.device = device
    g._login_user = account  # what Flask-Login keeps for the rest of this request
    return device


def sign_out() -> None:
    """End this browser's device, if it is one, and forget its session. Not committed."""
    if current_user.is_authenticated:
        g.device.sign_out(clock.now())
    kept = {key: session[key] for key in OUTLIVES_SIGN_IN if key in session}
    session.clear()
    session.update(kept)
    g.pop("device", None)
    logout_user()


def is_fresh() -> bool:
    """Whether who is signed in here came in a moment ago: what proves an account that has no password."""
    return clock.now() - g.device.signed_in_at < FRESH_FOR


def register(app: Flask) -> None:
    login.session_protection = None  # a device's token is what proves; Flask-Login's own marks would only write into every session
    login.request_loader(_account_bringing)
    app.config["REMEMBER_COOKIE_NAME"] = None  # there is none; a cookie of that name belongs to somebody else

    @app.before_request
    def note_use() -> None:
        """On what is written anyway: a page that is only read writes nothing."""
        if request.method == "POST" and current_user.is_authenticated and clock.now() - g.device.used_at >= USE_NOTED_EVERY:
            g.device.used_at = clock.now()


def _account_bringing(asking: Request) -> Account | None:
    """Who is asking. When the database cannot say, that is raised once: the page that tells of it is made for nobody."""
    token = session.get("device")
    if not isinstance(token, str) or "unasked" in g:
        return None
    try:
        device = Device.bringing(token)
    except DBAPIError:
        g.unasked = True
        raise
    if device is None:
        return None
    g.device = device
    return device.account


def _agent() -> str:
    return "".join(character for character in request.user_agent.string if character.isprintable())
