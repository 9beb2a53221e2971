from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from flask import Flask

from app.accounts import mailing
from app.accounts.models import Account
from tests import factories
from tests.people import Person

ADDRESS = "jiwoo@example.org"


@pytest.fixture
def account(app: Flask) -> Account:
    return factories.account("한지우", ADDRESS)


@pytest.fixture
def owner(app: Flask, account: Account) -> Person:
    """A browser that the account is signed in on."""
    return Person(app, account)


@pytest.fixture
def visitor(app: Flask) -> Person:
    return Person(app)


@pytest.fixture
def ordered(app: Flask) -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """The links that were to be mailed: (purpose, params)."""
    orders: list[tuple[str, dict[str, Any]]] = []

    def note(purpose: str, params: dict[str, Any], now: datetime) -> None:
        orders.append((purpose, params))

    before = list(mailing._taken_by)
    mailing.take_orders(note)
    yield orders
    mailing._taken_by[:] = before


def sign_in(browser: Person, address: str = ADDRESS, password: str = factories.PASSWORD, **more: Any):
    return browser.post("/sign-in", {"address": address, "password": password, **more})


def is_signed_in(browser: Person) -> bool:
    return browser.get("/me/").status_code == 200
