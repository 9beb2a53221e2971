"""The reading room of one's own way through a cohort: for nobody else's eyes, and compared with nobody else's."""
from __future__ import annotations

from flask import Flask

from app.extensions import db
from app.web.alone import Alone


def register(app: Flask) -> None:
    from app.accounts.leaving import forget_by
    from app.growth import leaving
    from app.growth.packing import LETTING_GO, MAKING
    from app.growth.views import bp, parcels
    from app.notifications.rounds import duties

    app.register_blueprint(bp)
    app.register_blueprint(parcels.bp)
    with app.app_context():
        app.extensions["alone"] = Alone(db.engine)
    duties.extend(duty for duty in (MAKING, LETTING_GO) if duty not in duties)
    forget_by(leaving.forget)
