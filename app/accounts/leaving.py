"""Leaving altogether: an account that is deleted. What others need stays, without a name; everything else goes, in one transaction.

The row stays, because replies that others need have an author; it is nobody any more. Each room says what it forgets of somebody, and the rooms above
come first: what they hold hangs on what is below.
"""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete, select

from app.accounts import coming_in, mailing
from app.accounts.models import Account, Device
from app.extensions import db

Forget = Callable[[int, datetime], None]
Hold = Callable[[int], list[str]]

_rooms: list[Forget] = []
_holds: list[Hold] = []


def forget_by(forget: Forget) -> None:
    """When somebody leaves, `forget(account_id, now)` is called in that transaction: after all rooms that register later. It must not commit."""
    if forget not in _rooms:
        _rooms.append(forget)


def hold_by(hold: Hold) -> None:
    """`hold(account_id)` gives what must be handed on before that account can go, in words; nothing where nothing holds it."""
    if hold not in _holds:
        _holds.append(hold)


def held_by(account_id: int) -> list[str]:
    return [name for hold in _holds for name in hold(account_id)]


def leave(account: Account, unnamed: str, now: datetime) -> None:
    """The account is deleted: from now on it is called `unnamed`. Raises what the rooms raise (LastStaff); then nothing has happened.

    A last mail goes to its address, which the outbox forgets when it is sent.
    """
    db.session.flush()
    db.session.execute(select(Account.id).where(Account.id == account.id).with_for_update())  # of two presses one comes after
    for forget in reversed(_rooms):
        forget(account.id, now)
    mailing.mail_link("farewell", {"address": account.address, "name": account.name, "language": account.language}, now)
    db.session.execute(delete(Device).where(Device.account_id == account.id).execution_options(synchronize_session=False))
    coming_in.forget(account.id)
    account.become_nobody(unnamed, now)
