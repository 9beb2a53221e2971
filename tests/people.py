"""Clients that are somebody."""
from __future__ import annotations

import contextvars
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import inspect
from werkzeug.test import TestResponse

from app.accounts.models import Account, Device
from app.extensions import db
from app.web import clock


class Person:
    """A browser of somebody (or nobody). Each request runs as in a server: in a context of its own, with nothing of the test in it."""

    def __init__(self, app: Flask, account: Account | None = None) -> None:
        self.client: FlaskClient = app.test_client()
        self.app = app
        if account is not None:
            self.sign_in(account)

    def sign_in(self, account: Account) -> None:
        _device, token = Device.signed_in(account, "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0", clock.now())
        db.session.commit()
        with self.client.session_transaction() as session:
            session["device"] = token

    def get(self, address: str, **more: Any) -> TestResponse:
        return self._send("GET", address, **more)

    def post(self, address: str, data: Any = None, **more: Any) -> TestResponse:
        return self._send("POST", address, **({} if "json" in more else {"data": data or {}}), **more)

    def _send(self, method: str, address: str, **more: Any) -> TestResponse:
        if db.session.registry.has():
            db.session.commit()  # the test itself holds no lock while the request runs, and sees what it did
        response = contextvars.Context().run(self.client.open, address, method=method, **more)
        if db.session.registry.has():
            forget_columns()
        return response


def forget_columns() -> None:
    """The test sees what the request wrote; relationships that it has loaded stay loaded (they would not load by themselves)."""
    for thing in db.session:
        db.session.expire(thing, [attribute.key for attribute in inspect(thing).mapper.column_attrs])
