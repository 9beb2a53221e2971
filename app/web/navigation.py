"""The main menu: each room adds its own places, in the order of the rooms."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, request, url_for
from flask_babel import LazyString

Member = Any  # a cohorts.Membership: this room is below that one and asks only what the caller gave it to ask


@dataclass(frozen=True)
class Place:
    """A menu entry: shown to whom `shown_to` says, with a number beside it where `count` gives one.

    `within` are the endpoints (or their blueprints) during which it is marked as the current one.
    """

    label: LazyString
    endpoint: str
    within: frozenset[str]
    rank: int
    shown_to: Callable[[Member], bool] = lambda member: True
    count: Callable[[Member], int] = lambda member: 0


@dataclass(frozen=True)
class Shown:
    label: str
    href: str
    current: bool
    count: int


def add_place(app: Flask, place: Place) -> None:
    places: list[Place] = app.extensions.setdefault("places", [])
    places.append(place)
    places.sort(key=lambda each: each.rank)


def places_for(app: Flask, member: Member) -> list[Shown]:
    """The menu as `member` sees it on this page."""
    here = {request.endpoint, request.blueprint}
    return [
        Shown(str(place.label), url_for(place.endpoint), bool(here & place.within), place.count(member))
        for place in app.extensions.get("places", ())
        if place.shown_to(member)
    ]
