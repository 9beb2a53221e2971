"""Images of a cohort: checked, drawn anew, kept in the database, shown only to those who may see where they stand.

Rooms above say in their `register` who may see what their texts stand in (`seen_in`), and tell in the transaction that saves
a text which images stand in it (`note_uses`).
"""
from __future__ import annotations

from flask import Flask

from app.uploads.places import seen_in
from app.uploads.uses import add_uses, forget_uses, keys_in, note_uses, note_uses_of

__all__ = ["add_uses", "forget_uses", "keys_in", "note_uses", "note_uses_of", "register", "seen_in"]


def register(app: Flask) -> None:
    from app.accounts.leaving import forget_by
    from app.uploads import leaving
    from app.uploads.views import bp

    app.register_blueprint(bp)
    forget_by(leaving.forget)
