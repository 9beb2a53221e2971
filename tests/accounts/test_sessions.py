"""What a cookie is worth."""
from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError

from app.accounts.models import Device
from app.extensions import db
from app.web import clock
from tests.accounts.conftest import is_signed_in, sign_in
from tests.people import Person


def test_a_device_and_its_account_come_in_one_statement(owner, statements):
    owner.get("/sign-in")
    with statements() as ran:
        owner.get("/sign-in")

    assert len(ran) == 1


def test_the_table_does_not_hold_what_the_cookie_brings(visitor, account):
    sign_in(visitor)
    with visitor.client.session_transaction() as session:
        token = session["device"]

    assert db.session.query(Device).one().token_hash != token


def test_who_is_deactivated_while_signed_in_is_signed_out(owner, account):
    assert is_signed_in(owner)
    account.deactivated_at = clock.now()

    assert owner.get("/me/").location == "/sign-in?next=/me/"


def test_who_is_deactivated_while_typing_keeps_what_was_typed(owner, account):
    account.deactivated_at = clock.now()
    answer = owner.post("/me/name", {"name": "긴 생각 끝에 고른 이름"})

    assert answer.status_code == 401
    assert "긴 생각 끝에 고른 이름" in answer.text


@pytest.mark.parametrize("token", ["", "unknown", 7, None, ["x"], {"a": "b"}, "가", "\0", "x" * 100_000])
def test_a_session_with_something_else_in_it_is_nobodys(app, token):
    browser = Person(app)
    with browser.client.session_transaction() as session:
        session["device"] = token

    assert browser.get("/me/").status_code == 303


@pytest.mark.parametrize("cookie", ["", "x", "eyJkZXZpY2UiOiJ4In0.x.y", "." * 3000, "가".encode().decode("latin-1")])
def test_a_cookie_that_is_not_ours_is_nobodys(app, cookie):
    browser = Person(app)

    assert browser.get("/me/", headers={"Cookie": f"{app.config['SESSION_COOKIE_NAME']}={cookie}"}).status_code == 303


def test_another_apps_remember_cookie_does_not_matter(owner):
    owner.client.set_cookie("remember_token", "of another app on this host")

    assert is_signed_in(owner)


def test_reading_sends_no_cookie_to_whoever_is_signed_in(owner):
    owner.get("/me/")

    assert "Set-Cookie" not in owner.get("/me/").headers


def test_a_database_that_cannot_say_who_asks_still_gives_the_page_that_says_so(owner, monkeypatch):
    def unreachable(token: str) -> None:
        raise OperationalError("select", {}, Exception("gone"))

    monkeypatch.setattr(Device, "bringing", unreachable)
    answer = owner.post("/me/name", {"name": "긴 생각 끝에 고른 이름"})

    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "긴 생각 끝에 고른 이름" in answer.text
