"""Who is asking, as a member of the cohort that the address names."""
from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, abort, g, request
from flask_login import current_user
from werkzeug.local import LocalProxy

from app.cohorts.models import Archived, Membership

View = TypeVar("View", bound=Callable[..., Any])
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

current_member: Membership = cast(Membership, LocalProxy(lambda: g.member))


def register(app: Flask) -> None:
    @app.before_request
    def as_member() -> None:
        """Addresses with a cohort are for its living members only; for everybody else there is nothing there."""
        slug = (request.view_args or {}).get("cohort")
        if slug is None or not current_user.is_authenticated:
            return
        member = Membership.in_cohort(slug, current_user.id)
        if member is None:
            abort(404)
        g.member = member
        if member.cohort.is_archived and request.method not in SAFE and not getattr(app.view_functions[request.endpoint or ""], "in_archive", False):
            raise Archived

    @app.url_defaults
    def same_cohort(endpoint: str, values: dict[str, Any]) -> None:
        if "member" in g and "cohort" not in values and app.url_map.is_endpoint_expecting(endpoint, "cohort"):
            values["cohort"] = g.member.cohort.slug


def in_archive(view: View) -> View:
    """Marks a POST that also works in an archived cohort because it changes nothing that was written there."""
    view.in_archive = True  # type: ignore[attr-defined]
    return view


def mentors_only(view: View) -> View:
    """For those who answer for the cohort (mentors and staff); for others there is nothing there."""
    return _only(view, lambda member: member.guides)


def staff_only(view: View) -> View:
    """For those who run the cohort; for others there is nothing there."""
    return _only(view, lambda member: member.is_staff)


def campers_only(view: View) -> View:
    """For those who write reviews; for others there is nothing there."""
    return _only(view, lambda member: member.is_camper)


def while_open(view: View) -> View:
    """For pages to write on: in an archived cohort there are none. (What is posted there is refused before any view.)"""
    return _only(view, lambda member: not member.cohort.is_archived)


def _only(view: View, allowed: Callable[[Membership], bool]) -> View:
    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if not allowed(current_member):
            abort(404)
        return view(*args, **kwargs)

    return cast(View, guarded)
