"""Where images stand. This room does not know reviews or questions: the rooms above say who may see what of theirs."""
from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Flask, current_app
from sqlalchemy import Select

from app.cohorts.models import Membership

VisibleIds = Callable[[Membership], Select[int]]


def seen_in(app: Flask, kind: str, visible_ids: VisibleIds) -> None:
    """Who may see a thing of that kind may see the images in it. `visible_ids(member)` selects one column: ids of those that the member may see."""
    app.extensions.setdefault("image_places", {})[kind] = visible_ids


def places() -> Mapping[str, VisibleIds]:
    return current_app.extensions.get("image_places", {})
