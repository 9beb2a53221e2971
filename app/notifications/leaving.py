"""What notices and outbox forget of somebody who leaves altogether, and of what goes with them."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_, select, update

from app.accounts.models import Account
from app.cohorts.models import Membership
from app.extensions import db
from app.notifications.models import Notice, Outgoing
from app.web.database import PLAINLY

AT_ONCE = 100  # things in one statement


def forget(account_id: int, now: datetime) -> None:
    """What they were told, and mails to them, sent or not: the outbox keeps addresses."""
    members = select(Membership.id).where(Membership.account_id == account_id)
    _forget(Notice.member_id.in_(members))
    address = select(Account.address).where(Account.id == account_id).scalar_subquery()
    theirs = or_(Outgoing.params["account_id"].as_integer() == account_id, func.lower(Outgoing.params["address"].as_string()) == address)
    db.session.execute(delete(Outgoing).where(Outgoing.purpose != "notice", theirs).execution_options(**PLAINLY))


def forget_sources(sources: Sequence[str]) -> None:
    """Nobody is told any more of what happened there."""
    for some in _in_parts(sources):
        _forget(Notice.source.in_(some))


def forget_places(addresses: Sequence[str]) -> None:
    """Nobody is told any more of what is at these addresses (or at a place within them): it is gone."""
    for some in _in_parts(addresses):
        _forget(or_(Notice.address.in_(some), *(Notice.address.startswith(f"{address}#", autoescape=True) for address in some)))


def _in_parts(named: Sequence[str]) -> list[Sequence[str]]:
    return [named[at:at + AT_ONCE] for at in range(0, len(named), AT_ONCE)]


def _forget(which: ColumnElement[bool]) -> None:
    unread = select(Notice.member_id, func.count()).where(which, Notice.read_at.is_(None)).group_by(Notice.member_id)
    for member_id, count in db.session.execute(unread).all():
        db.session.execute(update(Membership).where(Membership.id == member_id).values(unread_count=Membership.unread_count - count)
                           .execution_options(**PLAINLY))
    db.session.execute(delete(Outgoing).where(Outgoing.notice_id.in_(select(Notice.id).where(which))).execution_options(**PLAINLY))
    db.session.execute(delete(Notice).where(which).execution_options(**PLAINLY))
