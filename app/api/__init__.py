"""Addresses for programs: calendars, what was answered as a feed, and what is read with a token."""
from __future__ import annotations

from flask import Flask

from app.cohorts.models import on_leaving


def register(app: Flask) -> None:
    from app.accounts.leaving import forget_by
    from app.api import leaving
    from app.api.models import Feed
    from app.api.views import feeds, reading, tokens

    for bp in (feeds.pages_of(feeds.CALENDAR), feeds.pages_of(feeds.ANSWERS), reading.bp, tokens.bp):
        app.register_blueprint(bp)
    if Feed.end_with not in on_leaving:
        on_leaving.append(Feed.end_with)
    forget_by(leaving.forget)
