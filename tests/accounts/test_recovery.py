"""A forgotten password."""
from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from app.accounts import signing
from app.accounts.models import Account, Device
from app.extensions import db
from app.notifications import mails
from app.notifications.models import Outgoing
from app.web import clock
from tests import factories
from tests.accounts.conftest import ADDRESS, is_signed_in, sign_in
from tests.people import Person

NEW = "another quiet desk"


def test_known_and_unknown_addresses_get_the_same_answer_for_the_same_work(visitor, account, ordered, statements):
    db.session.commit()
    answers, ran = [], []
    for address in (ADDRESS, "nobody@example.org"):
        with statements() as these:
            answers.append(visitor.post("/recovery", {"address": address}))
        ran.append(list(these))

    assert answers[0].status_code == answers[1].status_code == 303
    assert answers[0].location == answers[1].location == "/recovery/asked"
    assert ran[0] == ran[1]
    assert ordered == [("recovery", {"address": ADDRESS}), ("recovery", {"address": "nobody@example.org"})]


def test_the_order_is_written_into_the_outbox(visitor, account):
    visitor.post("/recovery", {"address": ADDRESS.upper()})

    outgoing = db.session.scalars(select(Outgoing)).one()
    assert (outgoing.purpose, outgoing.params) == ("recovery", {"address": ADDRESS})


@pytest.mark.parametrize("typed", ["", "jiwoo", "가" * 100_000, "nul\0@example.org"])
def test_what_is_no_address_is_said_at_the_field(visitor, ordered, typed):
    answer = visitor.post("/recovery", {"address": typed})

    assert answer.status_code == 422
    assert 'id="address-error"' in answer.text
    assert ordered == []


def test_the_link_is_of_this_installation_whatever_host_was_asked(app, account):
    assert signing.recovery_link(account).startswith(f"{app.config['BASE_URL']}/recovery/")


def test_the_page_asks_for_a_password_and_changes_nothing(visitor, account):
    before = account.password_hash
    answer = visitor.get(f"/recovery/{signing.recovery_token(account)}")

    assert answer.status_code == 200
    assert 'autocomplete="new-password"' in answer.text
    assert account.password_hash == before


def test_a_new_password_signs_in_here_and_out_everywhere_else(app, visitor, account, owner):
    token = signing.recovery_token(account)
    answer = visitor.post(f"/recovery/{token}", {"password": NEW})

    assert (answer.status_code, answer.location) == (303, "/")
    assert is_signed_in(visitor)
    assert not is_signed_in(owner)
    assert sign_in(Person(app), password=NEW).status_code == 303
    assert sign_in(Person(app)).status_code == 422


def test_a_link_works_once(visitor, account):
    token = signing.recovery_token(account)
    visitor.post(f"/recovery/{token}", {"password": NEW})

    assert visitor.get(f"/recovery/{token}").status_code == 404
    assert visitor.post(f"/recovery/{token}", {"password": "a third quiet desk"}).status_code == 404
    assert account.has_password(NEW)


def test_a_link_works_for_an_hour(visitor, account, the_clock):
    token = signing.recovery_token(account)

    the_clock.move(minutes=60)
    assert visitor.get(f"/recovery/{token}").status_code == 200
    the_clock.move(seconds=1)
    assert visitor.get(f"/recovery/{token}").status_code == 404
    assert visitor.post(f"/recovery/{token}", {"password": NEW}).status_code == 404


@pytest.mark.parametrize("password", ["", "too short", ADDRESS, "1q2w3e4r5t", "가" * 100_000])
def test_a_weak_password_is_said_and_the_link_still_works(visitor, account, password):
    token = signing.recovery_token(account)
    answer = visitor.post(f"/recovery/{token}", {"password": password})

    assert answer.status_code == 422
    assert '<p class="msg" id="password-error"></p>' not in answer.text
    assert f'value="{password or "never"}"' not in answer.text.replace(f'autocomplete="username" value="{ADDRESS}"', "")
    assert visitor.get(f"/recovery/{token}").status_code == 200


def test_a_deactivated_account_has_no_link(visitor, account):
    token = signing.recovery_token(account)
    account.deactivated_at = clock.now()

    assert visitor.get(f"/recovery/{token}").status_code == 404


def test_a_link_stops_when_the_address_changes(visitor, account):
    token = signing.recovery_token(account)
    account.address = "elsewhere@example.org"

    assert visitor.get(f"/recovery/{token}").status_code == 404


def test_a_token_for_one_thing_is_none_for_another(app, account):
    assert signing.account_of_recovery(signing.address_token(account, "new@example.org")) is None
    assert signing.change_of_address(signing.recovery_token(account)) is None


@pytest.mark.parametrize("change", [
    lambda token: token[:-1], lambda token: token + "A", lambda token: "x" + token, lambda token: token.replace(".", "", 1),
    lambda token: "a.b.c", lambda token: "0", lambda token: "가", lambda token: "a" * 5000,
])
def test_a_token_that_is_not_ours_opens_nothing(visitor, account, change):
    assert visitor.get(f"/recovery/{change(signing.recovery_token(account))}").status_code == 404


def test_a_token_signed_with_another_key_opens_nothing(app, account):
    ours, app.secret_key = app.secret_key, "another key, just as long as the first one"
    token = signing.recovery_token(account)
    app.secret_key = ours

    assert signing.account_of_recovery(token) is None


def test_a_press_twice_changes_the_password_once(visitor, account):
    token = signing.recovery_token(account)
    answers = [visitor.post(f"/recovery/{token}", {"password": NEW}).status_code for _ in range(2)]

    assert answers == [303, 404]
    assert db.session.query(Device).filter(Device.ended_at.is_(None)).count() == 1


def test_of_32_presses_at_once_one_changes_the_password(app, account):
    link = f"/recovery/{signing.recovery_token(account)}"
    db.session.commit()

    def press(number: int) -> int:
        return app.test_client().post(link, data={"password": f"quiet desk number {number}"}).status_code

    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(press, range(32)))

    assert answers == [303] + [404] * 31


def test_the_mail_brings_a_link_that_opens_the_page(visitor, account):
    visitor.post("/recovery", {"address": ADDRESS})
    mail = mails.compose(db.session.scalars(select(Outgoing)).one())

    assert mail is not None
    assert mail.to == ADDRESS
    (link,) = re.findall(r"http://127\.0\.0\.1:8000(/recovery/\S+)", mail.text)
    assert visitor.get(link).status_code == 200


def test_an_address_without_an_account_gets_no_mail(visitor, account):
    visitor.post("/recovery", {"address": "nobody@example.org"})

    assert mails.compose(db.session.scalars(select(Outgoing)).one()) is None


def test_somebody_else_who_is_signed_in_here_is_signed_out(app, account):
    other = Person(app, factories.account("김서연", "seoyeon@example.org"))
    other.post(f"/recovery/{signing.recovery_token(account)}", {"password": NEW})

    assert ADDRESS in other.get("/me/").text
    assert db.session.query(Account).count() == 2
