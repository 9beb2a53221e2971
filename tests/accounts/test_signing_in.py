"""Coming in and going out."""
from __future__ import annotations

import unicodedata

import pytest
from sqlalchemy import update

from app.accounts import models
from app.accounts.models import Account, Device
from app.extensions import db
from app.web import clock
from tests import factories
from tests.accounts.conftest import ADDRESS, is_signed_in, sign_in


def test_the_right_password_signs_in(visitor, account):
    answer = sign_in(visitor)

    assert (answer.status_code, answer.location) == (303, "/")
    assert is_signed_in(visitor)


def test_capitals_and_blanks_around_an_address_do_not_matter(visitor, account):
    assert sign_in(visitor, f"  {ADDRESS.upper()} ").status_code == 303


def test_a_password_typed_in_another_form_of_unicode_is_the_same(visitor, app):
    factories.account(address="nfd@example.org", password="금요일 저녁 조용한 책상")
    assert sign_in(visitor, "nfd@example.org", unicodedata.normalize("NFD", "금요일 저녁 조용한 책상")).status_code == 303


def test_blanks_within_and_around_a_password_count(visitor, account):
    assert sign_in(visitor, password=factories.PASSWORD + " ").status_code == 422


def test_known_and_unknown_addresses_get_the_same_page(visitor, account):
    wrong = sign_in(visitor, password="not the password")
    unknown = sign_in(visitor, "jiwan@example.org", "not the password")

    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text.replace(ADDRESS, "…") == unknown.text.replace("jiwan@example.org", "…")


@pytest.mark.parametrize("case", ["wrong", "unknown", "deactivated"])
def test_whatever_is_wrong_one_password_is_checked_and_the_same_statements_run(visitor, account, case, monkeypatch, statements):
    if case == "deactivated":
        account.deactivated_at = clock.now()
    checked = []
    matches = models._matches
    monkeypatch.setattr(models, "_matches", lambda *given: checked.append(given) or matches(*given))
    visitor.get("/sign-in")

    with statements() as ran:
        sign_in(visitor, "nobody@example.org" if case == "unknown" else ADDRESS, "not the password")

    assert len(checked) == 1
    assert len([statement for statement in ran if "password_hash" in statement]) == 1


def test_nobodys_hash_costs_as_much_as_a_real_one(account):
    real, nobodys = account.password_hash, models.NOBODYS_HASH

    assert real.rsplit("$", 2)[0] == nobodys.rsplit("$", 2)[0]


def test_a_deactivated_account_cannot_sign_in(visitor, account):
    account.deactivated_at = clock.now()

    assert sign_in(visitor).status_code == 422


@pytest.mark.parametrize("field", ["address", "password"])
def test_a_missing_value_is_said_at_its_field(visitor, account, field):
    answer = visitor.post("/sign-in", {"address": ADDRESS, "password": factories.PASSWORD} | {field: "  " if field == "address" else ""})

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text


def test_the_typed_address_stays_and_the_password_does_not(visitor, account):
    answer = sign_in(visitor, "someone@example.org", "a secret that was typed")

    assert 'value="someone@example.org"' in answer.text
    assert "a secret that was typed" not in answer.text


@pytest.mark.parametrize("field", ["address", "password", "next"])
@pytest.mark.parametrize("text", ["가" * 100_000, "nul \0 inside", "\ud7ff\U0010ffff", "​"])
def test_anything_typed_gets_a_page(visitor, account, field, text):
    answer = visitor.post("/sign-in", {"address": ADDRESS, "password": "not the password"} | {field: text})

    assert answer.status_code == 422


def test_signing_in_begins_the_session_anew(visitor, account):
    with visitor.client.session_transaction() as session:
        session["planted"] = "by somebody else"
        session["device"] = "a token known from before"
        session["language"] = "en"
    sign_in(visitor)

    with visitor.client.session_transaction() as session:
        assert "planted" not in session
        assert session["device"] != "a token known from before"
        assert session["language"] == "en"
        assert session.permanent


def test_the_cookie_is_kept_from_script_and_from_other_sites(visitor, account):
    cookie = sign_in(visitor).headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires=" in cookie


def test_each_sign_in_is_a_device_with_a_token_of_its_own(visitor, account):
    tokens = []
    for _ in range(2):
        sign_in(visitor)
        with visitor.client.session_transaction() as session:
            tokens.append(session["device"])
        visitor.post("/sign-out")

    assert tokens[0] != tokens[1]
    assert db.session.query(Device).count() == 2


def test_who_is_signed_in_goes_home_from_the_page(owner):
    assert owner.get("/sign-in").location == "/"
    assert sign_in(owner).location == "/"


def test_signing_out_ends_the_device(owner, account):
    with owner.client.session_transaction() as session:
        token = session["device"]
    answer = owner.post("/sign-out")

    assert answer.status_code == 303
    assert not is_signed_in(owner)
    with owner.client.session_transaction() as session:
        session["device"] = token
    assert not is_signed_in(owner)


def test_signing_out_needs_a_post(owner):
    assert owner.get("/sign-out").status_code == 405
    assert is_signed_in(owner)


def test_signing_out_twice_is_no_mistake(owner):
    owner.post("/sign-out")

    assert owner.post("/sign-out").status_code == 303


def test_checking_a_password_keeps_nobody_from_writing(app, account, monkeypatch):
    open_while_checking = []
    db.session.commit()
    monkeypatch.setattr(models, "_matches", lambda *given: open_while_checking.append(db.session().in_transaction()))
    Account.signing_in(ADDRESS, "whatever")

    assert open_while_checking == [False]


def test_a_password_changed_while_it_was_checked_does_not_sign_in(app, account, monkeypatch):
    db.session.commit()
    matches = models._matches

    def changed_meanwhile(*given):
        with db.engine.begin() as connection:
            connection.execute(update(Account).values(password_hash=models.hasher.hash("another one")))
        return matches(*given)

    monkeypatch.setattr(models, "_matches", changed_meanwhile)

    assert Account.signing_in(ADDRESS, factories.PASSWORD) is None
