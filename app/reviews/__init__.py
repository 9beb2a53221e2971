"""The weekly review: written, filed, read, remarked on."""
from flask import Flask


def register(app: Flask) -> None:
    from app.questions.sources import told_by
    from app.reviews.queries import source
    from app.reviews.views import bp

    app.register_blueprint(bp)
    told_by(app, source)
