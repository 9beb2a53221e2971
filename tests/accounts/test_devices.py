"""The browsers that somebody is signed in on."""
from __future__ import annotations

import pytest
from sqlalchemy import select

from app.accounts.agents import in_words
from app.accounts.models import Device
from app.extensions import db
from tests import factories
from tests.accounts.conftest import is_signed_in, sign_in
from tests.people import Person

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
CHROME = f"Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} Chrome/156.0.0.0 Safari/537.36"
WINDOWS = f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/156.0.0.0"
ANDROID = f"Mozilla/5.0 (Linux; Android 15; SM-S931N) {WEBKIT}"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(("agent", "words"), [
    (CHROME, "Chrome · Linux"),
    (CHROME.replace("Chrome/", "HeadlessChrome/"), "Chromium · Linux"),
    (f"{WINDOWS} Safari/537.36 Edg/156.0.0.0", "Edge · Windows"),
    (f"{WINDOWS} Whale/4.1 Safari/537.36", "Whale · Windows"),
    (f"{ANDROID} SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36", "Samsung Internet · Android"),
    (f"{ANDROID} Chrome/150.0 Mobile Safari/537.36;KAKAOTALK 11.0", "KakaoTalk · Android"),
    (f"{IPHONE} Version/19.0 Mobile/15E148 Safari/604.1", "Safari · iPhone"),
    ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · macOS"),
])
def test_an_agent_is_said_in_words(app, agent, words):
    assert in_words(agent) == words


@pytest.mark.parametrize("agent", ["", "something else", "<script>"])
def test_an_unknown_agent_has_words_too(app, agent):
    with app.test_request_context():
        assert in_words(agent)
        assert "<" not in in_words(agent)


def test_the_devices_are_listed_and_this_one_is_marked(app, owner, account):
    Person(app, account)
    own, other = db.session.scalars(select(Device.id).order_by(Device.id))
    page = owner.get("/me/").text

    assert page.count("Chrome · Linux</strong>") == 2
    assert f"/me/devices/{other}/ending" in page
    assert f"/me/devices/{own}/ending" not in page


def test_a_device_signs_another_one_out(app, owner, account):
    elsewhere = Person(app, account)
    other = newest()
    answer = owner.post(f"/me/devices/{other.id}/ending")

    assert answer.status_code == 303
    assert is_signed_in(owner)
    assert not is_signed_in(elsewhere)


def test_a_device_may_sign_itself_out(owner, account):
    own = db.session.query(Device).one()
    owner.post(f"/me/devices/{own.id}/ending")

    assert not is_signed_in(owner)


def test_all_others_are_signed_out_at_once(app, owner, account):
    others = [Person(app, account) for _ in range(3)]
    owner.post("/me/devices/ending")

    assert is_signed_in(owner)
    assert not any(is_signed_in(other) for other in others)


def test_somebody_elses_device_is_not_there(app, owner, account):
    stranger = Person(app, factories.account("김서연"))
    theirs = newest()

    assert owner.post(f"/me/devices/{theirs.id}/ending").status_code == 404
    assert is_signed_in(stranger)


@pytest.mark.parametrize("device_id", ["0", "99999999", "9223372036854775807", "9223372036854775808", "9" * 40, "x", "-1"])
def test_a_device_that_is_not_there_is_not_found(owner, device_id):
    assert owner.post(f"/me/devices/{device_id}/ending").status_code == 404


def test_a_cookie_that_ran_out_is_no_device(owner, account, the_clock, app):
    the_clock.move(days=31)
    visitor = Person(app, account)

    assert visitor.get("/me/").text.count("Chrome · Linux</strong>") == 1


@pytest.mark.parametrize("agent", ["가" * 300, "x" * 5000, "tab\tinside", "", "<script>alert(1)</script>"])
def test_any_agent_can_sign_in(visitor, account, agent):
    visitor.client.environ_base["HTTP_USER_AGENT"] = agent.encode().decode("latin-1")

    assert sign_in(visitor).status_code == 303
    assert "<script>alert" not in visitor.get("/me/").text
    assert len(db.session.query(Device).one().agent) <= 200


def test_use_is_noted_on_what_is_written_once_in_ten_minutes(owner, account, the_clock):
    device = db.session.query(Device).one()
    began = device.used_at

    the_clock.move(minutes=9)
    owner.post("/me/name", {"name": "한지우"})
    assert device.used_at == began

    noted = the_clock.move(minutes=1)
    owner.get("/me/")
    assert device.used_at == began
    owner.post("/me/name", {"name": "한지우"})
    assert device.used_at == noted


def newest() -> Device:
    return db.session.scalars(select(Device).order_by(Device.id.desc()).limit(1)).one()
