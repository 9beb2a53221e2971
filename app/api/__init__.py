"""Addresses for programs: calendars."""
from __future__ import annotations

from flask import Flask

from app.cohorts.models import on_leaving


def register(app: Flask) -> None:
    from app.api.models import CalendarFeed
    from app.api.views import bp

    app.register_blueprint(bp)
    if CalendarFeed.end_with not in on_leaving:
        on_leaving.append(CalendarFeed.end_with)
