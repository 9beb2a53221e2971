"""Opening an account, and the page where somebody without one begins."""
from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from app.accounts.forms import AddressTaken, SignUpForm, open_account
from app.accounts.forms.coming_in import code_within
from app.accounts.models import Account
from app.extensions import db
from app.web import clock
from tests import factories
from tests.accounts.conftest import ADDRESS

RIGHT = {"name": "한지우", "address": ADDRESS, "password": factories.PASSWORD}
INVITATION = "qN3v-0Y_7bX2kL9mPzR4sT6uVwXyZaBcDeFgHiJkLmN"


def filled(app, **typed):
    """The form as a browser sends it."""
    with app.test_request_context("/join/x", method="POST", data=RIGHT | typed):
        form = SignUpForm()
        form.validate()
        return form, {name: [str(error) for error in errors] for name, errors in form.errors.items()}


def test_a_name_an_address_and_a_password_open_an_account(app):
    with app.test_request_context("/join/x", method="POST", data=RIGHT):
        form = SignUpForm()
        assert form.validate()
        account = open_account(form, clock.now())
        db.session.commit()

        assert (account.name, account.address, account.created_at) == ("한지우", ADDRESS, clock.now())
        assert account.has_password(factories.PASSWORD)
        assert factories.PASSWORD not in account.password_hash


@pytest.mark.parametrize("address", [
    "jiwoo", "jiwoo@", "@example.org", "jiwoo@example", "ji woo@example.org", "jiwoo@exa mple.org", "a@b@example.org", "지우@example.org",
    "jiwoo@example..org", "jiwoo\0@example.org", "a" * 300 + "@example.org", "jiwoo@-example.org", "<jiwoo@example.org>", "  ",
])
def test_what_is_no_address_is_refused(app, address):
    assert "address" in filled(app, address=address)[1]


@pytest.mark.parametrize("address", [
    "Jiwoo@Example.ORG", " jiwoo@example.org\n", "jiwoo+boot@example.org", "jiwoo.h@boot.example.co.kr", "camper@demo.example",
])
def test_what_mail_could_be_sent_to_is_taken(app, address):
    form, errors = filled(app, address=address)

    assert errors == {}
    assert form.address.data == address.strip().lower()


def test_a_name_taken_apart_by_macos_is_put_together(app):
    assert filled(app, name=unicodedata.normalize("NFD", "한지우"))[0].name.data == "한지우"


@pytest.mark.parametrize("name", ["", "   ", "​", "‮", "​ ‍", "가" * 81, "nul \0"])
def test_a_name_must_show_something_and_have_an_end(app, name):
    assert "name" in filled(app, name=name)[1]


@pytest.mark.parametrize("password", ["", "too short", "1q2w3e4r5t", ADDRESS, "x" * 201, "nul \0 in the middle"])
def test_a_weak_password_is_refused(app, password):
    assert "password" in filled(app, password=password)[1]


@pytest.mark.parametrize("field", ["name", "address", "password"])
def test_a_hundred_thousand_characters_are_refused_with_a_sentence(app, field):
    assert list(filled(app, **{field: "가" * 100_000})[1]) == [field]


def test_an_address_with_an_account_is_sent_to_sign_in(app, account):
    errors = filled(app, address=ADDRESS.upper(), password="another good password")[1]

    assert list(errors) == ["address"]


def test_who_gives_the_password_of_the_account_gets_that_account(app, account):
    db.session.commit()
    with app.test_request_context("/join/x", method="POST", data=RIGHT | {"name": "다른 이름"}):
        form = SignUpForm()
        assert form.validate()
        assert open_account(form, clock.now()).id == account.id
    assert account.name == "한지우"


def test_of_two_who_want_one_address_the_second_is_told(app):
    with app.test_request_context("/join/x", method="POST", data=RIGHT):
        form = SignUpForm()
        assert form.validate()
        factories.account(address=ADDRESS, password="somebody was quicker")
        db.session.commit()

        with pytest.raises(AddressTaken):
            open_account(form, clock.now())


def test_of_32_presses_one_opens_an_account(app):
    db.session.commit()

    def press(_number: int) -> int:
        with app.test_request_context("/join/x", method="POST", data=RIGHT):
            form = SignUpForm()
            assert form.validate(), form.errors
            account_id = open_account(form, clock.now()).id
            db.session.commit()
            return account_id

    with ThreadPoolExecutor(8) as pool:
        opened = set(pool.map(press, range(32)))

    assert len(opened) == 1
    assert db.session.scalar(select(func.count()).select_from(Account)) == 1


@pytest.mark.parametrize(("typed", "code"), [
    ("ACDE3467", "ACDE3467"), ("acde3467", "ACDE3467"), (" acde 3467 ", "ACDE3467"), ("ACDE-3467", "ACDE3467"),
    ("ＡＣＤＥ３４６７", "ACDE3467"), ("/join/ACDE3467/", "ACDE3467"), ("https://hoego.example.org/join/ACDE3467", "ACDE3467"),
    ("http://127.0.0.1:8000/join/ACDE3467?utm=x", "ACDE3467"), (INVITATION, INVITATION),
    (f"여기로 들어오세요: https://hoego.example.org/join/{INVITATION} 입니다", INVITATION),
])
def test_a_code_is_found_in_what_was_pasted(visitor, typed, code):
    answer = visitor.post("/sign-up", {"code": typed})

    assert (answer.status_code, answer.location) == (303, f"/join/{code}")


@pytest.mark.parametrize("typed", ["", " ", "abc", "한글코드", "../../me", "https://example.net/", "a" * 501, "nul \0", "가" * 100_000,
    "<script>"])
def test_what_holds_no_code_is_said_at_the_field(visitor, typed):
    answer = visitor.post("/sign-up", {"code": typed})

    assert answer.status_code == 422
    assert 'id="code-error"' in answer.text


def test_a_missing_code_is_said_too(visitor):
    assert visitor.post("/sign-up").status_code == 422


def test_a_code_leads_only_within_the_app():
    assert code_within("https://example.net/join/ACDE3467") == "ACDE3467"
    assert code_within("//example.net") is None


def test_the_page_says_that_it_takes_an_invitation(visitor):
    assert visitor.get("/sign-up").status_code == 200
