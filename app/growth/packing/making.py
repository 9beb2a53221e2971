"""How the worker makes a parcel: taken by one statement, written into a file of the disk, kept in pieces, told of.

A worker that dies in the middle leaves it to be taken again when the lease ends; after TRIES_AT_MOST it is given up, and the page says so.
"""
from __future__ import annotations

import time
from datetime import datetime, timedelta
from tempfile import TemporaryFile
from typing import IO, Any

import structlog
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import Row

from app.accounts.models import Account
from app.cohorts.models import Membership
from app.extensions import db
from app.growth.models import Overtaken, Parcel, Piece
from app.growth.models.parcel import A_PIECE, TRIES_AT_MOST
from app.growth.packing.contents import pack
from app.notifications.models import mail_link, notify
from app.notifications.rounds import Duty
from app.web import clock

log = structlog.get_logger()

NOTED_EVERY = 0.5  # seconds; how far it is, for who looks at the page


def make_next(now: datetime) -> bool:
    """Make the parcel that waits longest. False when none waits that nobody else has in hand."""
    taken = Parcel.take(now)
    db.session.commit()
    if taken is None:
        return False
    try:
        if taken.tries > TRIES_AT_MOST:  # whoever took it died each time
            Parcel.put_back(taken.id, taken.making, taken.tries, now)
            db.session.commit()
        else:
            _make(taken)
    except Overtaken:
        db.session.rollback()
    except Exception as error:
        db.session.rollback()
        log.warning("parcel not made", parcel=taken.id, tries=taken.tries, error=type(error).__name__)
        Parcel.put_back(taken.id, taken.making, taken.tries, clock.now())
        db.session.commit()
    return True


def let_go_next(now: datetime) -> bool:
    """Take away the content of one whose week is over."""
    found = Parcel.let_go_next(now)
    db.session.commit()
    return found


MAKING = Duty("parcels to be made", make_next, timedelta(seconds=2))
LETTING_GO = Duty("parcels whose time is over", let_go_next, timedelta(minutes=5))


class Lease:
    """How far it is, written down now and then: that also says that this worker is still at it. Raises Overtaken where it is another's by now."""

    def __init__(self, taken: Row[*tuple[Any, ...]]) -> None:
        self.parcel_id, self.making = taken.id, taken.making
        self.done = self.total = 0
        self._noted = 0.0  # by the clock that never goes back

    def expect(self, things: int) -> None:
        self.total = things
        self.note()

    def did(self, things: int = 1) -> None:
        self.done += things
        if time.monotonic() - self._noted >= NOTED_EVERY:
            self.note()

    def note(self) -> None:
        Parcel.note_progress(self.parcel_id, self.making, min(self.done, self.total), self.total, clock.now())
        db.session.commit()
        self._noted = time.monotonic()


def _make(taken: Row[*tuple[Any, ...]]) -> None:
    account, lease = db.session.get_one(Account, taken.account_id), Lease(taken)
    db.session.commit()
    with TemporaryFile() as file, force_locale(taken.language):
        pack(file, account, clock.now(), lease)
        size = _keep(file, lease)
    now = clock.now()
    ends_at = Parcel.finish(taken.id, taken.making, size, now)
    _tell(account, taken, ends_at, now)
    db.session.commit()


def _keep(file: IO[bytes], lease: Lease) -> int:
    """Its content in pieces, each in a transaction of its own; gives its size."""
    file.seek(0)
    number = size = 0
    while content := file.read(A_PIECE):
        db.session.add(piece := Piece(parcel_id=lease.parcel_id, making=lease.making, number=number, content=content))
        lease.note()
        db.session.expunge(piece)
        number, size = number + 1, size + len(content)
    return size


def _tell(account: Account, taken: Row[*tuple[Any, ...]], ends_at: datetime, now: datetime) -> None:
    """In the cohort that they are in now, where there is one; and by mail, where they want mails."""
    here = db.session.scalar(Membership.of_account(account.id).limit(1))
    source = f"parcel:{taken.id}.{taken.making}"
    if here is not None:
        with force_locale(taken.language):
            notify([here.id], "parcel", cohort_id=here.cohort_id, source=source, address="my-weeks/parcel", about=_("Everything you wrote"), now=now)
    mail_link("parcel", {"account_id": account.id, "ends_at": ends_at.isoformat()}, now)

