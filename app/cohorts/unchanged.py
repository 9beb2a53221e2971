"""Telling an open page "as you know it" before anything is loaded.

A page that asks again and again (js/live.js) hears 304 nearly always. Whether it may be told so takes one statement: is the cookie's device signed
in, does its account live, is it a living member of the cohort, and how does the thing stand now? Where that is the mark that the page brings, 304
goes out before Flask begins; that costs a tenth of the ordinary way (docs/decisions/0016). Everything else goes the ordinary way, which alone decides
and alone tells: no mark, another mark, nobody signed in, no member, a fault.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from flask import Flask
from itsdangerous import BadData
from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.http import parse_cookie, quote_etag

from app.accounts.models import Account, Device, hashed
from app.cohorts.models import Cohort, Membership
from app.extensions import db
from app.web import live
from app.web.alone import Alone
from app.web.finding import LARGEST_ID
from app.web.headers import of_every_answer

Answer = Iterable[bytes]
Start = Callable[..., Any]

COOKIES_KNOWN = 4096
_asked: dict[str, tuple[re.Pattern[str], Select[Any]]] = {}  # by the end of the address


def asked_again(rest: str, mark: ColumnElement[Any], *where: ColumnElement[bool]) -> None:
    """Addresses /c/<cohort>/`rest` (a pattern; a group `id` is the parameter "id") have the mark that `mark` says, in SQL.

    It may speak of the asking `Membership`; with `where` it speaks of other rows. It must change with all that the answer says, it must be null where the
    asker may not see the thing, and the view must give the same by `live.news(…, mark)`.
    """
    asker = (
        select(mark).select_from(Device).join(Device.account).join(Membership, Membership.account_id == Account.id).join(Membership.cohort)
        .where(Device.token_hash == bindparam("token_hash"), Device.ended_at.is_(None), Account.deactivated_at.is_(None),
               Membership.ended_at.is_(None), Cohort.slug == bindparam("slug"), *where)
    )
    _asked[rest] = re.compile(rf"/c/(?P<slug>[^/]+)/{rest}", re.ASCII), asker


def register(app: Flask) -> None:
    app.wsgi_app = Door(app)  # type: ignore[method-assign]


class Door:
    def __init__(self, app: Flask) -> None:
        self.inner = app.wsgi_app
        self.app = app
        self.headers = [*of_every_answer(app).items(), ("Cache-Control", "private, no-cache"), ("Vary", "Cookie")]
        self.signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        with app.app_context():
            self.alone = Alone(db.engine)
        self._token_in = lru_cache(maxsize=COOKIES_KNOWN)(self._read)

    def __call__(self, environ: dict[str, Any], start: Start) -> Answer:
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and environ["REQUEST_METHOD"] == "GET" and known == self._mark(environ):
            start("304 NOT MODIFIED", [("ETag", known), live.moment(), *self.headers])
            return []
        return self.inner(environ, start)

    def _mark(self, environ: dict[str, Any]) -> str | None:
        for pattern, asker in _asked.values():
            if (found := pattern.fullmatch(environ["PATH_INFO"])) and (token := self._token(environ)):
                return self._ask(asker, found.groupdict(), token)
        return None

    def _ask(self, asker: Select[Any], names: dict[str, str], token: str) -> str | None:
        values: dict[str, Any] = {**names, "token_hash": hashed(token)}
        if "id" in names:
            values["id"] = int(names["id"])
            if values["id"] > LARGEST_ID:
                return None
        try:
            mark = self.alone.scalar(asker, values)
        except (SQLAlchemyError, self.alone.engine.dialect.loaded_dbapi.Error):
            return None  # the ordinary way meets it too, and says it
        return None if mark is None else quote_etag(str(mark))

    def _token(self, environ: dict[str, Any]) -> str:
        token, signed_at = self._token_in(parse_cookie(environ).get(self.app.config["SESSION_COOKIE_NAME"], ""))
        return token if signed_at and datetime.now(UTC) - signed_at <= self.app.permanent_session_lifetime else ""

    def _read(self, cookie: str) -> tuple[str, datetime | None]:
        """What is in it and since when; that it is ours is found out once."""
        try:
            kept, signed_at = self.signer.loads(cookie, return_timestamp=True)
        except BadData:
            return "", None
        token = kept.get("device")
        return (token, signed_at) if isinstance(token, str) else ("", None)
