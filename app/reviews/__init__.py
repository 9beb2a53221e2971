"""The weekly review: written, filed, read, remarked on."""
from flask import Flask


def register(app: Flask) -> None:
    from app.reviews.views import bp

    app.register_blueprint(bp)
