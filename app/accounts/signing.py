"""What makes a mailed link good: signed by this server, for a while, and once."""
from __future__ import annotations

import hmac
from datetime import timedelta
from typing import Any

from flask import current_app
from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer
from sqlalchemy import select

from app.accounts.models import Account, folded
from app.extensions import db
from app.web import clock

RECOVERY_LASTS = timedelta(hours=1)
ADDRESS_LASTS = timedelta(days=1)


def recovery_link(account: Account) -> str:
    """The whole address of the page where `account` gets a new password: good for an hour, until the password or the address changes."""
    return _link("accounts.renewal", recovery_token(account))


def address_link(account: Account, address: str) -> str:
    """The whole address of the page where `account` takes on `address`: good for a day, until its address or password changes."""
    return _link("accounts.new_address", address_token(account, address))


def recovery_token(account: Account) -> str:
    return _signer("recovery").dumps([account.id, account.password_mark, account.address])


def address_token(account: Account, address: str) -> str:
    return _signer("address").dumps([account.id, account.password_mark, account.address, folded(address)])


def account_of_recovery(token: str) -> Account | None:
    """Whose password may be set with `token`; None when it was used, is too old or was never ours."""
    match _read("recovery", token, RECOVERY_LASTS):
        case [int(account_id), str(mark), str(address)]:
            return _account(account_id, mark, address)
    return None


def change_of_address(token: str) -> tuple[Account, str] | None:
    """Whose address may be changed with `token`, and to which; None when it was used, is too old or was never ours."""
    match _read("address", token, ADDRESS_LASTS):
        case [int(account_id), str(mark), str(old), str(new)]:
            account = _account(account_id, mark, old)
            return (account, new) if account else None
    return None


def _account(account_id: int, password_mark: str, address: str) -> Account | None:
    """The living account, unless its password or its address changed since the link was made; locked, so that a link works once."""
    living = select(Account).where(Account.id == account_id, Account.deactivated_at.is_(None), Account.address == address)
    account = db.session.scalar(living.with_for_update().execution_options(populate_existing=True))
    return account if account and hmac.compare_digest(account.password_mark, password_mark) else None


def _link(endpoint: str, token: str) -> str:
    return f"{current_app.config['BASE_URL']}{current_app.url_map.bind('').build(endpoint, {'token': token})}"


def _read(purpose: str, token: str, lasts: timedelta) -> Any:
    try:
        return _signer(purpose).loads(token, max_age=int(lasts.total_seconds()))
    except BadData:
        return None


def _signer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt=f"hoego {purpose}", signer=_OurClock)


class _OurClock(TimestampSigner):
    def get_timestamp(self) -> int:
        return int(clock.now().timestamp())
