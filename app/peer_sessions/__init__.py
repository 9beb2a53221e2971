"""A team's meeting over one week's reviews: agenda, turns, clock, notes, what came out of it."""
from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from app.cohorts.models import on_new_team
from app.cohorts.unchanged import asked_again
from app.notifications.rounds import duties
from app.web.navigation import Place, add_place


def register(app: Flask) -> None:
    from app.accounts.leaving import forget_by
    from app.peer_sessions import indexed, leaving
    from app.peer_sessions.models import Plan
    from app.peer_sessions.overdue import CLOSING
    from app.peer_sessions.queries.news import mark_of_news, seen_by_asker
    from app.peer_sessions.views import bp, highlights

    app.register_blueprint(bp)
    app.register_blueprint(highlights.bp)
    indexed.watch()
    add_place(app, Place(_l("Peer sessions"), "peer_sessions.index", frozenset({"peer_sessions"}), rank=30))
    asked_again(r"sessions/(?P<id>\d+)/news", mark_of_news(), *seen_by_asker())
    if Plan.take_in not in on_new_team:
        on_new_team.append(Plan.take_in)
    if CLOSING not in duties:
        duties.append(CLOSING)
    forget_by(leaving.forget)
