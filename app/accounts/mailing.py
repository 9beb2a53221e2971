"""Links that go out by mail. The room that sends mail lies above this one, so it says here how it takes an order."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

Order = Callable[[str, dict[str, Any], datetime], None]

_taken_by: list[Order] = []


def take_orders(order: Order) -> None:
    """From now on `order(purpose, params, now)` is called for every link that is to be mailed; it must not commit."""
    _taken_by[:] = [order]


def mail_link(purpose: str, params: dict[str, Any], now: datetime) -> None:
    """Have a link mailed, in this transaction. Purposes and their params:

    "recovery": {"address"}: whatever was typed; nobody has found out whether there is such an account.
    "farewell": {"address", "name", "language"}: that the account is gone; forgotten when it is sent.
    "way": {"account_id", "what", "name"}: that a way to sign in was added or removed ("passkey-added", "passkey-removed", "linked", "unlinked").
    "address": {"account_id", "address", "mark"}: to that new address, for that account, as long as its password_mark is `mark`.
    """
    for order in _taken_by:
        order(purpose, params, now)
