"""The reading room that everybody enters by: this week, as it is for each role."""
from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from app.web.navigation import Place, add_place


def register(app: Flask) -> None:
    from app.home.views import bp

    app.register_blueprint(bp)
    add_place(app, Place(_l("This week"), "home.this_week", frozenset({"home", "reviews"}), rank=10))
