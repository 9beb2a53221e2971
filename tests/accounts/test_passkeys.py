"""Passkeys: what signs in, and what never does."""
from __future__ import annotations

import pytest
from sqlalchemy import select

from app.accounts.passkeys import Passkey, handle_of
from app.extensions import db
from app.notifications import outbox
from app.notifications.mails import Mail
from app.web import clock
from tests import factories
from tests.accounts.authenticator import PRESENT, Authenticator, coded
from tests.accounts.conftest import is_signed_in
from tests.people import Person

PROOF = {"current_password": factories.PASSWORD}
AS_SCRIPT = {"headers": {"Accept": "application/json"}}


@pytest.fixture(autouse=True)
def _at_a_host(app, monkeypatch):
    monkeypatch.setitem(app.config, "BASE_URL", "http://localhost")


@pytest.fixture
def device(owner) -> Authenticator:
    """Where the owner has made a passkey."""
    device = Authenticator()
    assert made(owner, device).status_code == 303
    return device


def made(owner: Person, device: Authenticator, **but):
    options = owner.post("/me/passkeys/challenge", {"name": "내 폰", **PROOF}, **AS_SCRIPT)
    return owner.post("/me/passkeys", {"name": "내 폰", "credential": device.make(options.get_json(), **but)})


def options_for(browser: Person) -> dict:
    return browser.post("/sign-in/passkey/challenge", **AS_SCRIPT).get_json()


def used(browser: Person, credential: str, **more: str):
    return browser.post("/sign-in/passkey", {"credential": credential, **more})


def test_it_signs_in_without_an_address(device, visitor, account, ordered):
    answer = used(visitor, device.use(options_for(visitor)), next="/me/ways")
    assert (answer.status_code, answer.location) == (303, "/me/ways")
    passkey = db.session.scalars(select(Passkey)).one()
    assert (passkey.name, passkey.sign_count, passkey.used_at) == ("내 폰", 1, clock.now())
    assert is_signed_in(visitor)


def test_it_leads_nowhere_else(device, visitor):
    assert used(visitor, device.use(options_for(visitor)), next="//example.net").location == "/"


@pytest.mark.parametrize("but", [{"origin": "https://example.net"}, {"challenge": coded(b"another one")}, {"flags": PRESENT}, {"handle": coded(b"hoego 999")}])
def test_what_is_not_as_asked_signs_nobody_in(device, visitor, but):
    assert used(visitor, device.use(options_for(visitor), **but)).status_code == 422
    assert not is_signed_in(visitor)


def test_a_challenge_is_good_once_even_if_the_browser_brings_its_session_again(app, device, visitor):
    options = options_for(visitor)
    kept = visitor.client.get_cookie("hoego")
    assert kept is not None
    first, second = device.use(options), device.use(options)
    assert used(visitor, first).status_code == 303
    again = Person(app)
    again.client.set_cookie("hoego", kept.value)
    assert used(again, second).status_code == 422


def test_a_challenge_is_over_after_a_while(device, visitor, the_clock):
    said = device.use(options_for(visitor))
    the_clock.move(minutes=11)
    assert used(visitor, said).status_code == 422


def test_a_copied_passkey_is_found_out_by_its_count(device, visitor):
    assert used(visitor, device.use(options_for(visitor))).status_code == 303
    device.count = 0
    visitor.post("/sign-out")
    assert used(visitor, device.use(options_for(visitor))).status_code == 422


def test_the_passkey_of_another_account_opens_only_that_one(app, device, visitor, account):
    other = factories.account("김서연", "seoyeon@example.org")
    assert used(visitor, device.use(options_for(visitor), handle=coded(handle_of(other)))).status_code == 422


def test_what_was_begun_by_another_account_is_not_made(app, owner):
    options = owner.post("/me/passkeys/challenge", {"name": "x", **PROOF}, **AS_SCRIPT).get_json()
    other = Person(app, factories.account("김서연", "seoyeon@example.org"))
    assert other.post("/me/passkeys", {"name": "x", "credential": Authenticator().make(options)}).status_code == 422


@pytest.mark.parametrize("but", [{"origin": "https://example.net"}, {"challenge": coded(b"another one")}])
def test_what_is_not_as_asked_is_not_made(owner, but):
    assert made(owner, Authenticator(), **but).status_code == 422
    assert db.session.scalar(select(Passkey)) is None


@pytest.mark.parametrize("credential", ["", "{}", "[]", "null", '{"id": 1}', "a" * 30_000, '{"id":"x","rawId":"x","type":"public-key","response":{}}'])
def test_nonsense_is_refused(visitor, credential):
    options_for(visitor)
    assert used(visitor, credential).status_code == 422


def test_the_password_is_asked_for_before_anything_is_made(owner):
    answer = owner.post("/me/passkeys/challenge", {"name": "x", "current_password": "not this one"}, **AS_SCRIPT)
    assert answer.status_code == 422 and "비밀번호" in answer.get_json()["sentence"]


def test_it_is_renamed_and_removed_and_told_by_mail(device, owner, visitor, ordered):
    passkey = db.session.scalars(select(Passkey)).one()
    owner.post(f"/me/passkeys/{passkey.id}/name", {"name": "새 폰"})
    assert "새 폰" in owner.get("/me/ways").text
    assert owner.post(f"/me/passkeys/{passkey.id}/removal", {"current_password": "not this one"}).status_code == 422
    assert owner.post(f"/me/passkeys/{passkey.id}/removal", PROOF).status_code == 303
    assert [(purpose, params["what"], params["name"]) for purpose, params in ordered] == [("way", "passkey-removed", "새 폰")]
    assert used(visitor, device.use(options_for(visitor))).status_code == 422


def test_the_mail_says_what_was_added_and_where_to_look(device, account):
    post: list[Mail] = []
    while outbox.deliver_next(post.append):
        pass
    (mail,) = post
    assert mail.to == account.address
    assert "계정에 패스키가 추가되었어요: 내 폰" in mail.text and "http://localhost/me/ways" in mail.text


def test_the_last_way_in_stays(device, owner, account):
    account.password_hash = ""
    passkey = db.session.scalars(select(Passkey)).one()
    assert owner.post(f"/me/passkeys/{passkey.id}/removal").status_code == 409
    assert db.session.scalar(select(Passkey))


def test_without_a_password_one_came_in_just_now(device, owner, account, the_clock):
    account.password_hash = ""
    made(owner, Authenticator())
    assert len(db.session.scalars(select(Passkey)).all()) == 2
    the_clock.move(minutes=16)
    assert owner.post(f"/me/passkeys/{db.session.scalars(select(Passkey)).first().id}/removal").status_code == 422


def test_wrong_ones_are_limited_by_place(limits, device, visitor, the_clock):
    answers = [used(visitor, "{}").status_code for _try in range(11)]
    assert answers == [422] * 10 + [429]


def test_at_a_bare_number_there_are_none(app, visitor, monkeypatch):
    monkeypatch.setitem(app.config, "BASE_URL", "http://127.0.0.1:8000")
    assert visitor.post("/sign-in/passkey/challenge", **AS_SCRIPT).status_code == 404
    assert "data-passkey=" not in visitor.get("/sign-in").text


def test_it_goes_with_the_account(device, owner, visitor):
    owner.post("/me/leaving", PROOF)
    assert db.session.scalar(select(Passkey)) is None
    assert used(visitor, device.use(options_for(visitor))).status_code == 422


def test_the_page_takes_few_statements_however_many_there_are(owner, account, statements):
    factories.identity(account)
    for number in range(9):
        factories.passkey(account, f"{number}")
    db.session.commit()
    with statements() as ran:
        owner.get("/me/ways")
    assert len(ran) == 3
