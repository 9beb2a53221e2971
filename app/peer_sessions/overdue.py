"""What is left open closes itself: the worker (`flask tell`) sees to it, and whoever opens a page before finds it closed already."""
from __future__ import annotations

from datetime import datetime, timedelta

from app.extensions import db
from app.notifications.rounds import Duty
from app.peer_sessions.models import PeerSession

A_LOOK = timedelta(seconds=10)


def close_next(now: datetime) -> bool:
    """Close the session that should have closed itself longest ago. False when there is none that nobody else has in hand."""
    session = db.session.scalar(PeerSession.overdue(now).limit(1).with_for_update(of=PeerSession, skip_locked=True, key_share=True))
    if session is None:
        db.session.rollback()
        return False
    session.close_itself(now)
    db.session.commit()
    return True


CLOSING = Duty("sessions that close themselves", close_next, A_LOOK)
