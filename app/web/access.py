"""Who may open an address: nobody without an account, unless the view says that it is public."""
from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.web import language
from app.web.errors import SignedOut

View = TypeVar("View", bound=Callable[..., object])


def public(view: View) -> View:
    """Marks a view that everybody may open, signed in or not."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def is_public(view: Callable[..., object] | None) -> bool:
    return getattr(view, "is_public", False)


def register(app: Flask) -> None:
    @app.before_request
    def sign_in_first() -> Response | None:
        view = current_app.view_functions.get(request.endpoint or "")
        if view is None or request.endpoint == "static" or is_public(view):
            return None
        if current_user.is_authenticated:
            language.chosen()  # known from now on: what fails in the middle of a transaction is told without asking the database
            return None
        if request.method == "POST":
            raise SignedOut  # what was typed is shown again, to be kept
        return redirect(url_for("accounts.sign_in", next=_own_address()), 303)


def _own_address() -> str:
    return request.full_path.rstrip("?")
