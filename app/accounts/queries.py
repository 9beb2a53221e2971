"""What the profile lists."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask import current_app

from app.accounts.models import Account, Device
from app.accounts.sessions import USE_NOTED_EVERY
from app.extensions import db

SHOWN_AT_MOST = 50


def devices_of(account: Account, now: datetime) -> Sequence[Device]:
    """The devices whose cookie is still good, the one used last first. Who only reads keeps a cookie no longer than its lifetime."""
    lifetime: timedelta = current_app.permanent_session_lifetime
    living = Device.of(account).where(Device.used_at > now - lifetime - USE_NOTED_EVERY)
    return db.session.scalars(living.order_by(Device.used_at.desc(), Device.id.desc()).limit(SHOWN_AT_MOST)).all()
