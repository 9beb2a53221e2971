"""How often somebody may try."""
from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from app.accounts import limits
from app.extensions import db, limiter
from tests import factories
from tests.accounts.conftest import ADDRESS, sign_in
from tests.people import Person


@pytest.fixture(autouse=True)
def with_limits(app: Flask) -> Iterator[None]:
    limiter.enabled = True
    limiter.reset()
    yield
    limiter.reset()
    limiter.enabled = False


@pytest.fixture
def browser(app: Flask):
    """`browser(place)` is a new browser at that address of the network."""

    def at(place: str = "203.0.113.7", account=None) -> Person:
        person = Person(app, account)
        person.client.environ_base["REMOTE_ADDR"] = place
        return person

    return at


def tries(count: int, person: Person, address: str = "nobody{}@example.org") -> list[int]:
    return [sign_in(person, address.format(number), "a wrong password").status_code for number in range(count)]


def test_from_one_place_ten_wrong_passwords_a_minute_are_looked_at(browser):
    assert tries(12, browser()) == [422] * 10 + [429] * 2


def test_another_place_goes_on(browser):
    tries(11, browser())

    assert tries(1, browser("203.0.113.8")) == [422]


def test_on_one_account_ten_wrong_passwords_are_looked_at_wherever_they_come_from(browser, account):
    answers = [status for number in range(12) for status in tries(1, browser(f"203.0.113.{number}"), ADDRESS)]

    assert answers == [422] * 10 + [429] * 2


def test_capitals_make_no_other_account(browser, account):
    for number in range(10):
        tries(1, browser(f"203.0.113.{number}"), ADDRESS if number % 2 else f" {ADDRESS.upper()}")

    assert tries(1, browser("203.0.113.99"), ADDRESS) == [429]


def test_an_unknown_address_is_limited_as_a_known_one_is(browser):
    answers = [status for number in range(11) for status in tries(1, browser(f"203.0.113.{number}"), "nobody@example.org")]

    assert answers == [422] * 10 + [429]


def test_even_the_right_password_waits_then(browser, account):
    for number in range(10):
        tries(1, browser(f"203.0.113.{number}"), ADDRESS)

    assert sign_in(browser("203.0.113.99")).status_code == 429


def test_a_classroom_signs_in_from_one_place(browser):
    people = [factories.account() for _ in range(30)]
    answers = {sign_in(browser(), person.address).status_code for person in people}

    assert answers == {303}


def test_looking_at_the_page_does_not_count(browser):
    person = browser()
    for _ in range(15):
        assert person.get("/sign-in").status_code == 200

    assert tries(1, person) == [422]


def test_the_page_that_says_so_keeps_the_address_and_not_the_password(browser):
    person = browser()
    tries(10, person)
    answer = sign_in(person, "someone@example.org", "a secret that was typed")

    assert answer.status_code == 429
    assert "someone@example.org" in answer.text
    assert "a secret that was typed" not in answer.text


def test_links_by_mail_are_limited_by_who_asks(browser, ordered):
    person = browser()
    answers = [person.post("/recovery", {"address": f"person{number}@example.org"}).status_code for number in range(7)]

    assert answers == [303] * 5 + [429] * 2
    assert len(ordered) == 5


def test_a_form_without_an_address_asks_for_no_link_and_uses_none_up(browser, ordered):
    answers = [browser(f"203.0.113.{number}").post("/recovery", {"address": ""}).status_code for number in range(7)]

    assert answers == [422] * 7
    assert browser().post("/recovery", {"address": ADDRESS}).status_code == 303


def test_links_by_mail_are_limited_by_who_would_get_them(browser, ordered):
    answers = [browser(f"203.0.113.{number}").post("/recovery", {"address": ADDRESS}).status_code for number in range(6)]

    assert answers == [303] * 5 + [429]
    assert len(ordered) == 5


def test_codes_that_open_nothing_are_limited(browser, cohort):
    person = browser()
    opened = [person.get(f"/join/ACDE34{number:02}").status_code for number in range(62)]
    pressed = [person.post(f"/join/ACDE34{number:02}").status_code for number in range(22)]

    assert opened == [404] * 60 + [429] * 2
    assert pressed == [404] * 20 + [429] * 2


def test_a_classroom_comes_in_by_one_code_from_one_place(browser, cohort):
    cohort.join_code = "ACDE3467"
    answers = {browser().post("/sign-up", {"code": "acde 3467"}).status_code for _ in range(40)}
    doors = {browser().get("/join/ACDE3467").status_code for _ in range(40)}

    assert (answers, doors) == ({303}, {200})


def test_a_stolen_session_cannot_try_passwords_for_ever(browser, account):
    person = browser(account=account)
    answers = [person.post("/me/password",
        {"current_password": "a guess", "new_password": "another quiet desk"}).status_code for _ in range(11)]

    assert answers == [422] * 10 + [429]


def test_who_has_a_network_of_addresses_is_one_place(app):
    def place(address: str) -> str:
        with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
            return limits.place()

    assert place("2001:db8:1:2::1") == place("2001:db8:1:2:ffff::9") != place("2001:db8:1:3::1")
    assert place("203.0.113.7") != place("203.0.113.8")
    assert place("") == place("unix:") == "nowhere"


def test_what_is_counted_does_not_tell_whose_address_it_is(app):
    with app.test_request_context("/sign-in", method="POST", data={"address": ADDRESS}):
        assert "jiwoo" not in limits.address_typed()
    db.session.remove()
