"""The reading room of one's own way through a cohort: for nobody else's eyes, and compared with nobody else's."""
from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    from app.growth.views import bp

    app.register_blueprint(bp)
