"""The reading room of staff, and their office: who needs a hand. What is kept here (notes, who looks after whom) is for staff alone."""
from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from app.board.models import Care
from app.cohorts.models import on_leaving
from app.web.navigation import Place, add_place


def register(app: Flask) -> None:
    from app.accounts.leaving import forget_by
    from app.board import leaving
    from app.board.views import bp

    app.register_blueprint(bp)
    add_place(app, Place(_l("Board"), "board.index", frozenset({"board"}), rank=3, shown_to=lambda member: member.is_staff))
    forget_by(leaving.forget)
    if Care.end_all_of not in on_leaving:
        on_leaving.append(Care.end_all_of)
