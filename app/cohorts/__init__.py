"""Where people belong: a run of the bootcamp with its calendar, its teams and its people."""
from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from app.cohorts import current, unchanged
from app.web.navigation import Place, add_place


def register(app: Flask) -> None:
    from app.accounts.leaving import forget_by, hold_by
    from app.cohorts import leaving
    from app.cohorts.views import bp, cohorts, invitations, joining, members, names, settings, teams  # noqa: F401  (each adds its addresses to bp)

    current.register(app)
    unchanged.register(app)
    app.register_blueprint(bp)
    add_place(app, Place(_l("People"), "cohorts.members", frozenset({"cohorts"}), rank=60))
    forget_by(leaving.forget)
    hold_by(leaving.run_by_nobody_else)
