"""Check 20: what changes something is posted, with a token of ours; looking at pages changes nothing."""
from __future__ import annotations

from urllib.parse import urljoin

import pytest

from tests.access import visiting
from tests.access.matrix import EXPECTED
from tests.access.pages import is_ours, pages_of, tree
from tests.access.world import PEOPLE, World, everything

STARTS = ("/", "/c/ai-7/", "/c/old-1/", "/cohorts/", "/cohorts/new", "/me/", "/sign-in", "/sign-up", "/join", "/join/ACDEFGHJ", "/recovery")
TAKEN = (200, 201, 204, 303)  # all but the last where a script asks
# What needs a device or a provider: tests/accounts/test_passkeys.py and test_elsewhere.py show that it is taken, with its token in tests/browser/test_ways_in.py.
BESIDE_US = frozenset({"accounts.link", "accounts.new_passkey", "accounts.new_passkey_challenge", "accounts.passkey_challenge", "accounts.start_with"})


@pytest.fixture
def with_tokens(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setitem(world.app.config, "WTF_CSRF_ENABLED", True)
    return world


@pytest.mark.parametrize("person", ["nobody", "author", "staff"])
def test_nothing_is_taken_without_a_token(with_tokens: World, person: str) -> None:
    taken = {}
    for rule, method in visiting.rules(with_tokens.app):
        if method == "POST":
            for typed in ({}, {"csrf_token": ""}, {"csrf_token": "IjEi.aaaaaa.bbbbbb"}):
                answer = with_tokens.browser_of(person).post(visiting.address(with_tokens, rule, person),
                                                             visiting.body(with_tokens, rule.endpoint, person) | typed)
                if answer.status_code != 400 or "<main" not in answer.text:
                    taken[rule.endpoint, *typed.values()] = answer.status_code
    assert taken == {}
    assert everything() == with_tokens.rows


@pytest.mark.parametrize("endpoint", sorted({endpoint for endpoint, _variant, method in EXPECTED if method == "POST"} - BESIDE_US))
def test_with_the_token_of_a_page_it_is_taken(with_tokens: World, endpoint: str) -> None:
    variant, person = next((variant, person) for (named, variant, method), statuses in EXPECTED.items() for person in PEOPLE
                           if (named, method) == (endpoint, "POST") and statuses[person] in TAKEN)
    browser = with_tokens.browser_of(person)
    page = browser.get("/me/" if person != "nobody" else "/sign-in")
    token = tree(page.text).all("input", name="csrf_token")[0].attributes["value"]
    (rule,) = (rule for rule, method in visiting.rules(with_tokens.app) if (rule.endpoint, method) == (endpoint, "POST"))
    sent = visiting.sent(with_tokens, endpoint, person, variant)
    if "data" in sent:
        sent["data"] |= {"csrf_token": token}
    else:
        sent["headers"] = {"X-CSRFToken": token}
    assert browser.post(visiting.address(with_tokens, rule, person, variant), **sent).status_code in TAKEN


def test_the_token_of_somebody_else_is_not_taken(with_tokens: World) -> None:
    theirs = tree(with_tokens.browser_of("peer").get("/me/").text).all("input", name="csrf_token")[0].attributes["value"]
    browser = with_tokens.browser_of("author")
    browser.get("/me/")
    assert browser.post("/me/name", {"name": "x", "csrf_token": theirs}).status_code == 400


@pytest.mark.parametrize("person", PEOPLE)
def test_looking_at_pages_changes_nothing_and_every_form_of_theirs_carries_a_token(with_tokens: World, the_clock, person: str) -> None:
    the_clock.move(hours=3)  # long enough that the use of a device would be noted
    browser, faults, seen = with_tokens.browser_of(person), [], 0
    addresses = [visiting.address(with_tokens, rule, person) for rule, method in visiting.rules(with_tokens.app) if method == "GET"]
    for address, answer in pages_of(browser, *STARTS, *addresses, most=120, but=r"^/static/|[?&](week|tag)=|/weeks/1[0-9]/"):
        assert answer.status_code < 500 or address == "/readyz", address
        if answer.mimetype != "text/html":
            continue
        for form in tree(answer.text).all("form"):
            seen += 1
            if not is_ours(urljoin(f"http://localhost{address}", form.attributes.get("action", ""))):
                faults.append((address, form.attributes))
            tokens = [field for field in form.all("input", name="csrf_token") if field.attributes["value"]]
            if (form.attributes.get("method", "get").lower() == "post") != bool(tokens):
                faults.append((address, form.attributes))
            faults += [(address, button.attributes) for button in form.walk() if "formaction" in button.attributes
                       and not is_ours(urljoin(f"http://localhost{address}", button.attributes["formaction"]))]
    assert faults == []
    assert seen
    assert everything() == with_tokens.rows
