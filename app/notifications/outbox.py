"""The worker that sends what the outbox holds: each message once, again after growing pauses when it could not be sent.

A message is taken in one short transaction (nobody else takes it for `LEASE`), sent with no transaction open, and marked
sent in another. A worker that dies in between leaves it to be taken again when the lease ends: it is sent twice only if the
mail server took it and the worker died before it could write that down.
"""
from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select

from app.extensions import db
from app.notifications import mails
from app.notifications.models import Outgoing
from app.notifications.rounds import Rounds
from app.web import clock

log = structlog.get_logger()

LEASE = timedelta(minutes=5)  # longer than any mail server may take (config MAIL_TIMEOUT)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 720))  # after the last it is set aside
A_LOOK = 1.0  # seconds between looks into an empty outbox
ERROR_KEPT = 500  # characters

Send = Callable[[mails.Mail], None]


def work(once: bool = False, send: Send = mails.send) -> None:
    """Send what is due, see to the other duties, and go on looking unless `once`; SIGTERM and SIGINT let the message in hand go out first."""
    stopped = threading.Event()
    if not once and threading.current_thread() is threading.main_thread():
        for wish in (signal.SIGTERM, signal.SIGINT):
            signal.signal(wish, lambda *_: stopped.set())
    rounds = Rounds()
    while not stopped.is_set():
        try:
            attended, sent = rounds.attend(), deliver_next(send)
            if attended or sent:
                continue
        except Exception as error:  # the database is away: look again later
            db.session.rollback()
            log.warning("outbox unreachable", error=type(error).__name__)
        db.session.remove()
        if once:
            return
        stopped.wait(A_LOOK)


def deliver_next(send: Send = mails.send) -> bool:
    """Send the message that has been due longest. False when none is due."""
    outgoing_id = _take(clock.now())
    if outgoing_id is None:
        return False
    try:
        mail = mails.compose(db.session.get_one(Outgoing, outgoing_id))
        db.session.rollback()  # nothing is open while the mail server takes its time
        if mail is not None:
            send(mail)
    except Exception as error:
        db.session.rollback()
        _put_back(outgoing_id, error, clock.now())
    else:
        _settle(outgoing_id, clock.now())
    return True


def _take(now: datetime) -> int | None:
    due = (
        select(Outgoing).where(Outgoing.sent_at.is_(None), Outgoing.set_aside_at.is_(None), Outgoing.due_at <= now)
        .order_by(Outgoing.due_at, Outgoing.id).limit(1).with_for_update(skip_locked=True)
    )
    outgoing = db.session.scalar(due)
    if outgoing is None:
        db.session.rollback()
        return None
    outgoing.attempts += 1
    outgoing.due_at = now + LEASE
    taken = outgoing.id
    db.session.commit()
    return taken


def _settle(outgoing_id: int, now: datetime) -> None:
    outgoing = db.session.get_one(Outgoing, outgoing_id, with_for_update=True)
    outgoing.sent_at, outgoing.last_error = now, None
    outgoing.forget_whom()
    db.session.commit()


def _put_back(outgoing_id: int, error: Exception, now: datetime) -> None:
    outgoing = db.session.get_one(Outgoing, outgoing_id, with_for_update=True)
    outgoing.last_error = f"{type(error).__name__}: {error}"[:ERROR_KEPT]
    if outgoing.attempts > len(PAUSES):
        outgoing.set_aside_at = now
        outgoing.forget_whom()
    else:
        outgoing.due_at = now + PAUSES[outgoing.attempts - 1]
    log.warning("mail not sent", outgoing=outgoing_id, attempts=outgoing.attempts, error=type(error).__name__, set_aside=outgoing.set_aside_at is not None)
    db.session.commit()
