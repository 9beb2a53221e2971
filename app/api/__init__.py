"""Addresses for programs: calendars, and what is read with a token."""
from __future__ import annotations

from flask import Flask

from app.cohorts.models import on_leaving


def register(app: Flask) -> None:
    from app.accounts.leaving import forget_by
    from app.api import leaving
    from app.api.models import CalendarFeed
    from app.api.views import calendar, reading, tokens

    for bp in (calendar.bp, reading.bp, tokens.bp):
        app.register_blueprint(bp)
    if CalendarFeed.end_with not in on_leaving:
        on_leaving.append(CalendarFeed.end_with)
    forget_by(leaving.forget)
