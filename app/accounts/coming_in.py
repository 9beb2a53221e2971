"""The ways in which somebody comes into an account: a password, passkeys, identities elsewhere. The last one stays."""
from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, func, select

from app.accounts import mailing
from app.accounts.identities import Identity, LinkedAlready
from app.accounts.models import Account
from app.accounts.passkeys import AT_MOST, Passkey, TooMany
from app.extensions import db
from app.web.errors import Refusal

__all__ = ["LastWay", "LinkedAlready", "add_passkey", "forget", "link", "remove_passkey", "unlink"]


class LastWay(Refusal):
    def sentence(self) -> str:
        return _("This is the only way into your account. Add another one first, then remove this one.")


def add_passkey(account: Account, passkey: Passkey, now: datetime) -> None:
    """Raises TooMany."""
    _one_at_a_time(account)
    if _count(Passkey, account) >= AT_MOST:
        raise TooMany
    db.session.add(passkey)
    _tell(account, "passkey-added", passkey.name, now)


def remove_passkey(account: Account, passkey: Passkey, now: datetime) -> None:
    """Raises LastWay."""
    _leave_one(account)
    db.session.delete(passkey)
    _tell(account, "passkey-removed", passkey.name, now)


def link(account: Account, issuer: str, subject: str, address: str, provider: str, now: datetime) -> None:
    """Raises LinkedAlready."""
    Identity.link(account, issuer, subject, address, now)
    _tell(account, "linked", provider, now)


def unlink(account: Account, identity: Identity, provider: str, now: datetime) -> None:
    """Raises LastWay."""
    _leave_one(account)
    db.session.delete(identity)
    _tell(account, "unlinked", provider, now)


def forget(account_id: int) -> None:
    for way in (Passkey, Identity):
        db.session.execute(delete(way).where(way.account_id == account_id).execution_options(synchronize_session=False))


def _leave_one(account: Account) -> None:
    _one_at_a_time(account)
    if not account.has_a_password and _count(Passkey, account) + _count(Identity, account) < 2:
        raise LastWay


def _one_at_a_time(account: Account) -> None:
    """Of two ways that are removed at once, the second sees that the first is gone."""
    db.session.execute(select(Account.id).where(Account.id == account.id).with_for_update())


def _count(way: type[Passkey] | type[Identity], account: Account) -> int:
    return db.session.scalar(select(func.count()).select_from(way).where(way.account_id == account.id)) or 0


def _tell(account: Account, what: str, name: str, now: datetime) -> None:
    mailing.mail_link("way", {"account_id": account.id, "what": what, "name": name}, now)
