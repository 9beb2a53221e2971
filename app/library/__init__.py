"""The reading room: everything that a member may read, found by its words or walked through by choices."""
from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from app.web.navigation import Place, add_place


def register(app: Flask) -> None:
    from app.accounts.leaving import forget_by
    from app.library import leaving
    from app.library.models import IS_SAVED_QUESTION
    from app.library.saved import saved_among
    from app.library.views import bp
    from app.questions.queries.readers_own import MARKS

    app.register_blueprint(bp)
    app.jinja_env.globals["saved_among"] = saved_among
    MARKS["saved"] = IS_SAVED_QUESTION
    add_place(app, Place(_l("Library"), "library.index", frozenset({"library"}), rank=40))
    forget_by(leaving.forget)
