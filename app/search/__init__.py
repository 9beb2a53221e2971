"""One index of what people wrote, on two engines: what it is about, and the words to find it by."""
from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    from app.search.views import bp

    app.register_blueprint(bp)
