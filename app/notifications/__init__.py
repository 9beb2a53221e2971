"""What is to be told to whom, and telling them."""
from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    from app.accounts import mailing
    from app.notifications.models import mail_link
    from app.notifications.views import bp

    mailing.take_orders(mail_link)
    app.register_blueprint(bp)
