"""One's own account."""
from __future__ import annotations

import re
import unicodedata

import pytest
from sqlalchemy import select

from app.accounts import signing
from app.extensions import db
from app.notifications import mails
from app.notifications.models import Outgoing
from app.web import clock
from tests import factories
from tests.accounts.conftest import ADDRESS, is_signed_in, sign_in
from tests.people import Person

RIGHT = factories.PASSWORD
NEW = "another quiet desk"
NEW_ADDRESS = "jiwoo.han@example.org"


def test_it_is_for_whoever_is_signed_in(visitor):
    assert visitor.get("/me/").location == "/sign-in?next=/me/"


def test_it_takes_few_statements(owner, statements):
    owner.get("/me/")
    with statements() as ran:
        assert owner.get("/me/").status_code == 200

    assert len(ran) <= 2


def test_a_name_changes(owner, account):
    answer = owner.post("/me/name", {"name": unicodedata.normalize("NFD", " 한 지우 ")})

    assert (answer.status_code, answer.location) == (303, "/me/#change-name")
    assert account.name == "한 지우"


@pytest.mark.parametrize("name", ["", "  ", "​", "가" * 81, "가" * 100_000, "nul \0"])
def test_a_wrong_name_is_said_and_what_was_typed_stays(owner, account, name):
    answer = owner.post("/me/name", {"name": name})

    assert answer.status_code == 422
    assert 'id="name-error"' in answer.text
    assert name.strip("\0 ")[:1000] in answer.text
    assert account.name == "한지우"


@pytest.mark.parametrize(("typed", "kept"), [("ko", "ko"), ("en", "en"), ("", None)])
def test_the_language_is_kept(owner, account, typed, kept):
    account.language = "ko"
    owner.post("/me/language", {"language": typed})

    assert account.language == kept


@pytest.mark.parametrize(("typed", "kept"), [("light", "light"), ("dark", "dark"), ("", None)])
def test_light_or_dark_is_kept_and_the_page_says_so(owner, account, typed, kept):
    account.theme = "light"
    owner.post("/me/theme", {"theme": typed})

    assert account.theme == kept
    assert (f'data-theme="{kept}"' in owner.get("/me/").text) == (kept is not None)


@pytest.mark.parametrize(("address", "field"), [("/me/language", "language"), ("/me/theme", "theme")])
@pytest.mark.parametrize("typed", [None, "klingon", "KO", "가" * 100_000, "\0"])
def test_what_cannot_be_chosen_is_said(owner, account, address, field, typed):
    answer = owner.post(address, {} if typed is None else {field: typed})

    assert answer.status_code == 422
    assert (account.language, account.theme) == (None, None)


def test_answers_by_mail_are_a_choice(owner, account):
    owner.post("/me/mails")
    assert not account.mails_answers

    owner.post("/me/mails", {"mails_answers": "y"})
    assert account.mails_answers


def test_a_new_password_signs_out_every_other_device(app, owner, account):
    elsewhere = Person(app, account)
    answer = owner.post("/me/password", {"current_password": RIGHT, "new_password": NEW})

    assert answer.status_code == 303
    assert is_signed_in(owner)
    assert not is_signed_in(elsewhere)
    assert sign_in(Person(app), password=NEW).status_code == 303


@pytest.mark.parametrize(("current", "new", "field"), [
    ("not my password", NEW, "current_password"), ("", NEW, "current_password"), ("가" * 100_000, NEW, "current_password"),
    ("nul \0 inside it", NEW, "current_password"), (RIGHT, "", "new_password"), (RIGHT, "too short", "new_password"),
    (RIGHT, ADDRESS, "new_password"), (RIGHT, "가" * 100_000, "new_password"),
])
def test_a_password_stays_when_something_is_wrong(owner, account, current, new, field):
    answer = owner.post("/me/password", {"current_password": current, "new_password": new})

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert account.has_password(RIGHT)


def test_no_password_is_ever_in_a_page_again(owner, account):
    typed = {"current_password": "typed as the current", "new_password": "short one", "address": "no address"}
    for address in ("/me/password", "/me/address"):
        answer = owner.post(address, typed)

        assert answer.status_code == 422
        assert "typed as the current" not in answer.text
        assert "short one" not in answer.text


def test_a_new_address_is_asked_for_and_nothing_changes_yet(owner, account, ordered):
    answer = owner.post("/me/address", {"address": NEW_ADDRESS.upper(), "current_password": RIGHT})

    assert answer.status_code == 303
    assert ordered == [("address", {"account_id": account.id, "address": NEW_ADDRESS, "mark": account.password_mark})]
    assert account.address == ADDRESS
    assert NEW_ADDRESS in owner.get("/me/").text


@pytest.mark.parametrize(("address", "password", "field"), [
    (NEW_ADDRESS, "not my password", "address-password"), (NEW_ADDRESS, "", "address-password"),
    ("no address", RIGHT, "new-address"), ("", RIGHT, "new-address"), ("가" * 100_000, RIGHT, "new-address"),
])
def test_an_address_is_not_asked_for_when_something_is_wrong(owner, account, ordered, address, password, field):
    answer = owner.post("/me/address", {"address": address, "current_password": password})

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert address[:1000] in answer.text
    assert ordered == []


def test_whether_the_new_address_has_an_account_is_not_told(owner, account, ordered):
    factories.account("김서연", NEW_ADDRESS)

    assert owner.post("/me/address", {"address": NEW_ADDRESS, "current_password": RIGHT}).status_code == 303


@pytest.mark.parametrize("signed_in", [True, False])
def test_the_link_shows_the_change_and_a_press_makes_it(app, account, signed_in):
    browser = Person(app, account if signed_in else None)
    link = f"/me/address/{signing.address_token(account, NEW_ADDRESS)}"

    page = browser.get(link)
    assert page.status_code == 200
    assert NEW_ADDRESS in page.text
    assert account.address == ADDRESS

    assert browser.post(link).status_code == 303
    assert account.address == NEW_ADDRESS
    assert sign_in(Person(app), NEW_ADDRESS).status_code == 303


def test_the_mail_to_the_new_address_brings_a_link_that_opens_the_page(owner, account):
    owner.post("/me/address", {"address": NEW_ADDRESS, "current_password": RIGHT})
    mail = mails.compose(db.session.scalars(select(Outgoing)).one())

    assert mail is not None
    assert mail.to == NEW_ADDRESS
    (link,) = re.findall(r"http://127\.0\.0\.1:8000(/me/address/\S+)", mail.text)
    assert owner.get(link).status_code == 200


def test_a_link_for_an_address_works_once(visitor, account):
    token = signing.address_token(account, NEW_ADDRESS)
    visitor.post(f"/me/address/{token}")
    account.address = "back.again@example.org"

    assert visitor.post(f"/me/address/{token}").status_code == 404


def test_a_link_for_an_address_works_for_a_day(visitor, account, the_clock):
    token = signing.address_token(account, NEW_ADDRESS)

    the_clock.move(hours=24)
    assert visitor.get(f"/me/address/{token}").status_code == 200
    the_clock.move(seconds=1)
    assert visitor.post(f"/me/address/{token}").status_code == 404


def test_a_link_for_an_address_stops_when_the_password_changes(visitor, account):
    """Whoever had the password and asked for a change must not get in by it after the owner took the password away."""
    token = signing.address_token(account, NEW_ADDRESS)
    account.change_password(NEW, clock.now())

    assert visitor.post(f"/me/address/{token}").status_code == 404


def test_an_address_that_got_an_account_meanwhile_is_refused(visitor, account):
    token = signing.address_token(account, NEW_ADDRESS)
    factories.account("김서연", NEW_ADDRESS)

    assert visitor.post(f"/me/address/{token}").status_code == 409
    assert account.address == ADDRESS


@pytest.mark.parametrize("address", ["/me/name", "/me/language", "/me/theme", "/me/mails", "/me/password", "/me/address"])
def test_a_form_sent_after_signing_out_keeps_what_was_typed(owner, account, address):
    owner.post("/sign-out")
    answer = owner.post(address, {"name": "새 이름이에요", "new_password": "a secret that was typed"})

    assert answer.status_code == 401
    assert "새 이름이에요" in answer.text
    assert "a secret that was typed" not in answer.text


def test_a_failing_form_leaves_the_others_as_they_are(owner, account):
    answer = owner.post("/me/name", {"name": ""})

    assert f"{ADDRESS}" in answer.text
    assert account.name == "한지우"
