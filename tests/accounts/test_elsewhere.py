"""Coming in as who one is elsewhere: a real provider runs beside the test."""
from __future__ import annotations

import hashlib
import re
import warnings
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from sqlalchemy import select

from app.accounts import providers
from app.accounts.identities import Identity
from app.accounts.models import Account
from app.extensions import db
from config import Provider
from tests import factories
from tests.accounts.authenticator import coded
from tests.accounts.conftest import ADDRESS, is_signed_in
from tests.people import Person

PROOF = {"current_password": factories.PASSWORD}
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the provider, in a thread beside us
VERIFIED = {"email_verified": True, "name": "새사람"}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from oidc_provider_mock import User, run_server_in_thread

        users = [User(sub="jiwoo", claims={"email": ADDRESS, **VERIFIED}), User(sub="new", claims={"email": "new@example.org", **VERIFIED}),
                 User(sub="unverified", claims={"email": "new@example.org", "email_verified": False})]
        with run_server_in_thread(user_claims=users) as server:
            yield f"http://localhost:{server.server_port}"


@pytest.fixture
def door(cohort) -> str:
    cohort.join_code = "ABCD3467"
    return "/join/ABCD3467"


@pytest.fixture(autouse=True)
def _configured(app, issuer, monkeypatch) -> None:
    both = (Provider("school", "학교", issuer, "hoego", "a secret of it"), Provider("other", "다른 곳", issuer, "hoego", "a secret of it"))
    monkeypatch.setitem(app.config, "OIDC", both)
    for key in ("school", "other"):
        providers.oauth._clients.pop(key, None)
    providers.register(app)


def there(page, sub: str = "jiwoo", action: str = "") -> str:
    """What the provider sends the browser back to, after it was asked as `page` leads there."""
    way = re.search(r'<a class="btn go" href="([^"]+)"', page.text)
    assert way, page.text
    assert f"url={way[1]}" in page.text
    answer = requests.post(unescape(way[1]), data={"action": action} if action else {"sub": sub}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def begun(browser: Person, **more: str):
    return browser.post("/sign-in/with/school", more)


def linked(owner: Person, sub: str = "jiwoo"):
    return owner.get(there(owner.post("/me/providers/school/link", PROOF), sub))


def test_once_linked_it_signs_in(owner, visitor, account, ordered, issuer):
    assert linked(owner).location == "/me/ways"
    identity = db.session.scalars(select(Identity)).one()
    assert (identity.account_id, identity.issuer, identity.subject, identity.address) == (account.id, issuer, "jiwoo", ADDRESS)
    assert [params["what"] for _purpose, params in ordered] == ["linked"]

    assert visitor.get(there(begun(visitor, next="/me/ways"))).location == "/me/ways"
    assert is_signed_in(visitor)
    assert "학교" in visitor.get("/me/ways").text


def test_the_way_out_carries_pkce_state_and_nonce(visitor):
    asked = parse_qs(urlsplit(unescape(re.search(r'<a class="btn go" href="([^"]+)"', begun(visitor).text)[1])).query)
    assert asked["code_challenge_method"] == ["S256"] and asked["state"] and asked["nonce"]
    with visitor.client.session_transaction() as session:
        verifier = session["begun-provider"]["verifier"]
    assert asked["code_challenge"] == [coded(hashlib.sha256(verifier.encode()).digest())]
    assert asked["redirect_uri"] == ["http://127.0.0.1:8000/sign-in/with/school/back"]


def test_an_address_alone_never_takes_over_an_account(account, visitor):
    answer = visitor.get(there(begun(visitor)))
    assert answer.location.startswith("/sign-in")
    assert f"{ADDRESS}로 연 계정이 있지만" in visitor.get("/sign-in").text
    assert not is_signed_in(visitor) and db.session.scalar(select(Identity)) is None


def test_a_newcomer_opens_an_account_by_a_code(door, visitor):
    assert visitor.get(there(begun(visitor, next=door), "new")).location == door
    page = visitor.get(door).text
    assert "new@example.org" in page and 'value="새사람"' in page and 'name="password"' not in page
    assert visitor.post(door, {"name": "새사람", "team": ""}).location == "/c/ai-7/"
    opened = db.session.scalars(select(Account).where(Account.address == "new@example.org")).one()
    assert not opened.has_a_password

    again = Person(visitor.app)
    assert again.get(there(begun(again), "new")).location == "/"
    identity = db.session.scalars(select(Identity)).one()
    assert again.post(f"/me/identities/{identity.id}/removal").status_code == 409  # the only way in
    again.post("/sign-out")
    assert again.post("/sign-in", {"address": "new@example.org", "password": ""}).status_code == 422


def test_without_a_code_a_newcomer_opens_nothing(visitor):
    assert visitor.get(there(begun(visitor), "new")).location == "/sign-up"
    assert db.session.scalar(select(Account)) is None


def test_an_unverified_address_opens_nothing(door, visitor):
    assert visitor.get(there(begun(visitor, next=door), "unverified")).location.startswith("/sign-in")
    assert 'name="password"' in visitor.get(door).text


def test_the_address_of_a_newcomer_was_taken_meanwhile(door, visitor):
    visitor.get(there(begun(visitor, next=door), "new"))
    factories.account("먼저 온 사람", "new@example.org")
    assert visitor.post(door, {"name": "새사람", "team": ""}).status_code == 422
    assert db.session.scalar(select(Identity)) is None


def test_another_browser_cannot_be_led_in(app, owner, visitor, ordered):
    """Login CSRF: who has a way back of their own makes somebody else open it."""
    linked(owner)
    attackers = there(begun(visitor))
    victim = Person(app)
    assert victim.get(attackers).status_code == 422
    begun(victim)
    assert victim.get(attackers).status_code == 422
    assert not is_signed_in(victim)


def test_a_way_back_is_good_once_even_if_the_browser_brings_its_session_again(app, owner, visitor, ordered):
    linked(owner)
    back = there(begun(visitor))
    kept = visitor.client.get_cookie("hoego").value
    assert visitor.get(back).status_code == 303
    again = Person(app)
    again.client.set_cookie("hoego", kept)
    assert again.get(back).status_code == 422


def changed(back: str, **more: str) -> str:
    path, _mark, query = back.partition("?")
    return f"{path}?{urlencode({**{name: values[0] for name, values in parse_qs(query).items()}, **more})}"


@pytest.mark.parametrize("more", [{"state": "another"}, {"code": "another"}, {"code": ""}, {"iss": "https://example.net"}])
def test_what_was_changed_on_the_way_proves_nothing(owner, visitor, ordered, more):
    linked(owner)
    assert visitor.get(changed(there(begun(visitor)), **more)).status_code == 422
    assert not is_signed_in(visitor)


def test_an_answer_goes_back_only_where_it_was_asked_for(owner, visitor, ordered):
    linked(owner)
    assert visitor.get(there(begun(visitor)).replace("/school/", "/other/")).status_code == 422


def test_the_token_must_be_for_this_very_sign_in(owner, visitor, ordered):
    linked(owner)
    back = there(begun(visitor))
    with visitor.client.session_transaction() as session:
        session["begun-provider"] = {**session["begun-provider"], "nonce": "another"}
    assert visitor.get(back).status_code == 422
    assert not is_signed_in(visitor)


def test_a_provider_that_calls_itself_otherwise_is_not_gone_to(app, visitor, issuer, monkeypatch):
    monkeypatch.setitem(app.config, "OIDC", (Provider("school", "학교", issuer + "/", "hoego", "x"),))
    assert begun(visitor).status_code == 503


def test_turned_down_there_nothing_happens(visitor):
    assert visitor.get(there(begun(visitor), action="deny")).status_code == 422


def test_one_of_theirs_is_linked_with_one_account(app, owner, ordered):
    linked(owner)
    other = Person(app, factories.account("김서연", "seoyeon@example.org"))
    assert linked(other).status_code == 409


def test_a_link_begun_by_one_is_not_ended_by_another(app, owner):
    back = there(owner.post("/me/providers/school/link", PROOF))
    other = factories.account("김서연", "seoyeon@example.org")
    owner.sign_in(other)
    assert owner.get(back).status_code == 422
    assert db.session.scalar(select(Identity)) is None


def test_linking_and_unlinking_need_the_password(owner, ordered):
    assert owner.post("/me/providers/school/link", {"current_password": "not this one"}).status_code == 422
    linked(owner)
    identity = db.session.scalars(select(Identity)).one()
    assert owner.post(f"/me/identities/{identity.id}/removal", {"current_password": "not this one"}).status_code == 422
    assert owner.post(f"/me/identities/{identity.id}/removal", PROOF).status_code == 303
    assert [params["what"] for _purpose, params in ordered] == ["linked", "unlinked"]


def test_it_goes_with_the_account(owner, ordered):
    linked(owner)
    owner.post("/me/leaving", PROOF)
    assert db.session.scalar(select(Identity)) is None
