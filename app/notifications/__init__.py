"""What is to be told to whom, and telling them."""
from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    from app.accounts import mailing
    from app.accounts.leaving import forget_by
    from app.cohorts.unchanged import asked_again
    from app.notifications import leaving
    from app.notifications.models import mail_link
    from app.notifications.queries import mark_of_news
    from app.notifications.views import bp

    mailing.take_orders(mail_link)
    asked_again("notices/news", mark_of_news())
    app.register_blueprint(bp)
    forget_by(leaving.forget)
