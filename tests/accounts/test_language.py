"""In which language pages come."""
from __future__ import annotations

import pytest


def language_of(browser, **headers):
    text = browser.get("/sign-up", headers={name.replace("_", "-"): value for name, value in headers.items()}).text
    return "ko" if '<html lang="ko"' in text else "en"


def test_korean_unless_somebody_says_otherwise(visitor):
    assert language_of(visitor) == "ko"
    assert language_of(visitor, Accept_Language="en-GB,en;q=0.9") == "en"
    assert language_of(visitor, Accept_Language="fr") == "ko"


def test_a_visitor_chooses_for_this_browser(visitor):
    answer = visitor.post("/language", {"language": "en", "next": "/sign-up"})

    assert (answer.status_code, answer.location) == (303, "/sign-up")
    assert language_of(visitor, Accept_Language="ko") == "en"


def test_who_is_signed_in_chooses_for_the_account(owner, account):
    owner.post("/language", {"language": "en", "next": "/me/"})

    assert account.language == "en"
    assert '<html lang="en"' in owner.get("/me/").text


def test_what_the_browser_chose_before_signing_in_does_not_come_back(visitor, owner, account):
    with owner.client.session_transaction() as session:
        session["language"] = "en"
    owner.post("/me/language", {"language": ""})

    assert '<html lang="ko"' in owner.get("/me/", headers={"Accept-Language": "ko"}).text


@pytest.mark.parametrize("typed", ["", "klingon", "KO", "\0", "가" * 100_000])
def test_a_language_that_we_do_not_speak_is_refused(visitor, owner, account, typed):
    for browser in (visitor, owner):
        assert browser.post("/language", {"language": typed}).status_code == 400
    assert account.language is None
