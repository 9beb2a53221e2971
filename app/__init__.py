"""Hoego: where a bootcamp cohort keeps its weeks."""
from __future__ import annotations

from collections.abc import Mapping

from flask import Flask

from app import (
    accounts,
    api,
    board,
    cli,
    cohorts,
    comments,
    extensions,
    growth,
    home,
    library,
    notifications,
    peer_sessions,
    questions,
    reviews,
    search,
    uploads,
    web,
)
from app.web import database, language, whole
from config import from_environment

ROOMS = (web, accounts, cohorts, notifications, uploads, search, questions, comments, reviews, peer_sessions, library, board, growth, home, api)


def create_app(settings: Mapping[str, object] | None = None) -> Flask:
    """Put the rooms together. `settings` replaces the environment (tests); raises config.ConfigurationError."""
    app = Flask(__name__, static_folder="static")
    app.config.from_mapping(from_environment() if settings is None else settings)
    extensions.bind(app, database.engine_options(app.config["SQLALCHEMY_DATABASE_URI"]), language.chosen)
    for room in ROOMS:
        room.register(app)
    cli.register(app)
    whole.register(app)  # last: before everything else that answers
    return app
