"""How often somebody may try. What counts is what went wrong: a whole classroom signs in from one address of the network."""
from __future__ import annotations

import hashlib
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from typing import Any

from flask import Response, g, request
from flask_login import current_user

from app.accounts.models import folded
from app.extensions import limiter
from app.web.forms import tidy

View = Callable[..., Any]

A_PLACE_OF_MANY = 64  # bits of an IPv6 address; who has one such network has all addresses in it


def password_tries(view: View) -> View:
    """Limits wrong passwords, by where they come from and by the account that they are tried on; the view calls `missed()`."""
    by_place = limiter.shared_limit("10/minute;60/hour", scope="passwords by place", key_func=place, methods=["POST"],
                                    deduct_when=_was_missed)
    by_account = limiter.shared_limit("10/15minutes", scope="passwords by account", key_func=account_tried, methods=["POST"],
                                      deduct_when=_was_missed)
    return by_place(by_account(view))


def other_tries(view: View) -> View:
    """Limits what proves nothing (passkeys, identities elsewhere), by where it comes from, together with wrong passwords."""
    return limiter.shared_limit("10/minute;60/hour", scope="passwords by place", key_func=place, methods=["GET", "POST"], deduct_when=_was_missed)(view)


def code_tries(view: View) -> View:
    """Limits join codes and invitations that open nothing (404), typed or opened; those that open something do not count."""
    opened = limiter.shared_limit("60/hour", scope="codes by place", key_func=place, methods=["GET"], deduct_when=_opened_nothing)
    pressed = limiter.shared_limit("20/hour", scope="codes pressed by place", key_func=place, methods=["POST"], deduct_when=_opened_nothing)
    return opened(pressed(view))


def mailed_links(view: View) -> View:
    """Limits links asked for by mail, by who asks and by who would get them. A form that comes back with something to put right asked for none."""
    by_place = limiter.shared_limit("5/hour", scope="links by place", key_func=place, methods=["POST"], deduct_when=_was_taken)
    by_address = limiter.shared_limit("5/hour", scope="links by address", key_func=address_typed, methods=["POST"], deduct_when=_was_taken)
    return by_place(by_address(view))


def missed() -> None:
    """This request tried something that was wrong: it counts."""
    g.missed = True


def place() -> str:
    """Where a request comes from, as far as one sender can be told from another."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return "nowhere"
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return f"{int(address) >> (128 - A_PLACE_OF_MANY):x}"
    return str(address)


def account_tried() -> str:
    """Whose password is tried: of the account that is signed in, else of the address that was typed."""
    return _hashed(current_user.address) if current_user.is_authenticated else address_typed()


def address_typed() -> str:
    """The typed mail address without telling it: limits may be kept outside."""
    return _hashed(folded(tidy(request.form.get("address"))))


def _hashed(address: str) -> str:
    return hashlib.sha256(address.encode("utf-8", "replace")).hexdigest()[:32]


def _was_missed(response: Response) -> bool:
    return g.get("missed", False)


def _was_taken(response: Response) -> bool:
    return response.status_code == 303


def _opened_nothing(response: Response) -> bool:
    return response.status_code == 404
