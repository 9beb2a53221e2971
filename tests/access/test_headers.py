"""Checks 19 and 26: what every answer carries, whatever went wrong; and that nobody's Host header is believed."""
from __future__ import annotations

from collections.abc import Iterator

import pytest
import structlog
from flask import Flask, abort
from sqlalchemy.exc import OperationalError

from app import create_app
from app.accounts import signing
from app.extensions import db, limiter
from app.notifications.models import mail_link
from app.notifications.outbox import work
from app.web import clock
from app.web.access import public
from app.web.headers import HEADERS
from config import from_environment
from tests import factories
from tests.access.world import World
from tests.people import Person

STATUSES = (400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503)


@pytest.fixture
def secure(tmp_path) -> Iterator[Flask]:
    """The app as it is behind TLS."""
    was = limiter.enabled
    environ = {"HOEGO_SECRET_KEY": "only for tests, never anywhere else, 1234", "DATABASE_URL": f"sqlite:///{tmp_path / 'secure.sqlite'}",
               "HOEGO_BASE_URL": "https://hoego.example.org"}
    app = create_app({**from_environment(environ), "TESTING": True, "PROPAGATE_EXCEPTIONS": False, "WTF_CSRF_ENABLED": False,
                      "MAIL_BACKEND": "locmem"})
    limiter.enabled = False
    with app.app_context():
        db.create_all()
        yield app
        db.session.remove()
        db.engine.dispose()
    limiter.enabled = was


def answers(world: World, monkeypatch: pytest.MonkeyPatch):
    """An answer of every kind."""
    author, nobody = world.browser_of("author"), world.browser_of("nobody")
    yield "page", author.get("/c/ai-7/")
    yield "public page", nobody.get("/sign-in")
    yield "redirect", nobody.get("/c/ai-7/")
    yield "redirect after a post", author.post("/me/theme", {"theme": "dark"})
    yield "static", nobody.get("/static/favicon.svg")
    yield "static that is not there", nobody.get("/static/nothing.css")
    yield "health", nobody.get("/healthz")
    yield "health", nobody.get("/readyz")
    yield "no route", nobody.get("/nowhere")
    yield "head", author._send("HEAD", "/c/ai-7/")
    yield "options", author._send("OPTIONS", "/c/ai-7/")
    yield "missing slash", author.get("/c/ai-7")
    yield "a wrong host", nobody.get("/", headers={"Host": "evil.example"})
    yield "422", author.post("/me/name", {"name": ""})
    yield "400", author.post("/language", {"language": "xx"})
    yield "401", nobody.post("/me/name", {"name": "x"})
    yield "403", world.browser_of("old_staff").post("/c/old-1/settings/", {})
    yield "404", author.get("/c/ai-7/queue/")
    yield "405", author.get("/sign-out")
    yield "409", world.browser_of("staff").post(f"/c/ai-7/members/{world.own['staff']['me']}/ending")
    yield "413", author.post("/me/name", {"name": "x" * 7_000_000})
    yield "429", _stopped(world, monkeypatch, 429)
    yield "500", _failing(world, monkeypatch, RuntimeError("an accident"))
    yield "503", _failing(world, monkeypatch, OperationalError("select", {}, Exception("away")))


def _stopped(world: World, monkeypatch: pytest.MonkeyPatch, status: int):
    monkeypatch.setitem(world.app.view_functions, "home.front", public(lambda: abort(status)))
    return world.browser_of("author").get("/")


def _failing(world: World, monkeypatch: pytest.MonkeyPatch, error: Exception):
    def fails() -> str:
        raise error

    monkeypatch.setitem(world.app.view_functions, "home.front", public(fails))
    return world.browser_of("author").get("/")


def test_every_answer_carries_the_policy(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    faults, statuses = [], set()
    for name, answer in answers(world, monkeypatch):
        statuses.add(answer.status_code)
        if name.isdigit() and answer.status_code != int(name):
            faults.append((name, answer.status_code))
        faults += [(name, header) for header, value in HEADERS.items() if answer.headers.getlist(header) != [value]]
        if "X-Request-Id" not in answer.headers:
            faults.append((name, "X-Request-Id"))
        if "Server" in answer.headers and "Werkzeug" in answer.headers["Server"]:
            faults.append((name, "Server"))
    assert faults == []
    assert statuses >= set(STATUSES) - {422} | {422, 200, 303}


def test_the_policy_trusts_nothing_written_in_a_page() -> None:
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert not [source for sources in policy.values() for source in sources.split() if source not in ("'self'", "'none'")]


def test_a_page_is_kept_by_nobody_else(world: World) -> None:
    page = world.browser_of("author").get("/c/ai-7/")
    assert page.headers["Cache-Control"] in ("private, no-cache", "private, no-store", "no-store")
    assert "Cookie" in page.headers["Vary"]


def test_a_static_file_is_kept_for_good_only_by_the_address_that_holds_its_hash(world: World) -> None:
    nobody = world.browser_of("nobody")
    plain, hashed = nobody.get("/static/favicon.svg"), nobody.get("/static/favicon.svg?v=1f0c")
    assert plain.headers["Cache-Control"] == "no-cache"
    assert "immutable" in hashed.headers["Cache-Control"]
    assert "Set-Cookie" not in hashed.headers
    assert nobody.get("/static/favicon.svg", headers={"If-None-Match": plain.headers["ETag"]}).status_code == 304


def test_what_is_not_there_is_not_kept_for_good(world: World) -> None:
    missing = world.browser_of("author").get("/static/nothing.css?v=1f0c")
    assert missing.status_code == 404
    assert missing.headers["Cache-Control"] == "private, no-cache"
    assert missing.headers["Vary"] == "Cookie"


@pytest.mark.parametrize("path", ["/static/../config.py", "/static/..%2fconfig.py", "/static/%2e%2e/wsgi.py", "/static//etc/passwd", "/static/css/..%5c..%5cconfig.py"])
def test_nothing_outside_is_served_as_static(world: World, path: str) -> None:
    assert world.browser_of("nobody").get(path).status_code in (301, 308, 404)


def test_the_cookie_is_out_of_reach_of_script_and_of_other_sites(app: Flask) -> None:
    account = factories.account("한지우", "jiwoo@example.org")
    cookie = Person(app).post("/sign-in", {"address": account.address, "password": factories.PASSWORD}).headers["Set-Cookie"]
    assert cookie.startswith("hoego=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Domain" not in cookie


def test_behind_tls_the_cookie_is_bound_to_the_host_and_browsers_stay_with_tls(secure: Flask) -> None:
    account = factories.account("한지우", "jiwoo@example.org")
    browser = Person(secure)
    answer = browser.post("/sign-in", {"address": account.address, "password": factories.PASSWORD}, base_url="https://hoego.example.org")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-hoego=")
    assert all(flag in cookie for flag in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert "Domain" not in cookie
    for address in ("/", "/nowhere", "/static/favicon.svg", "/healthz"):
        policy = browser.get(address, base_url="https://hoego.example.org").headers["Strict-Transport-Security"]
        assert int(policy.split(";")[0].removeprefix("max-age=")) >= 31_536_000


@pytest.mark.parametrize("host", ["evil.example", "hoego.example.org.evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost@evil.example",
                                  "evil.example#localhost", ""])
def test_a_request_under_another_name_is_refused(secure: Flask, host: str) -> None:
    answer = Person(secure).get("/sign-in", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text
    assert "evil" not in answer.headers.get("Location", "")


def test_no_header_of_a_proxy_is_believed_where_there_is_none(secure: Flask) -> None:
    spoofed = {"X-Forwarded-Host": "evil.example", "X-Forwarded-For": "10.0.0.1", "X-Forwarded-Proto": "http", "Forwarded": "host=evil.example"}
    answer = Person(secure).get("/c/ai-7/", headers=spoofed, base_url="https://hoego.example.org")
    assert "evil" not in answer.headers["Location"]
    assert "evil" not in answer.text


def test_what_is_mailed_leads_to_the_address_that_was_set(secure: Flask) -> None:
    account = factories.account("한지우", "jiwoo@example.org")
    assert Person(secure).post("/recovery", {"address": account.address}, headers={"X-Forwarded-Host": "evil.example"},
                               base_url="https://hoego.example.org").status_code == 303
    assert signing.recovery_link(account).startswith("https://hoego.example.org/recovery/")
    mail_link("address", {"account_id": account.id, "address": "new@example.org", "mark": account.password_mark}, clock.now())
    db.session.commit()
    sent = []
    work(once=True, send=sent.append)
    assert len(sent) == 2
    for mail in sent:
        links = [word for word in mail.text.split() if "://" in word]
        assert links
        assert all(link.startswith("https://hoego.example.org/") for link in links)


@pytest.mark.parametrize("way", ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "javascript:alert(1)",
                                 "/\n/evil.example", "///evil.example", "/%5cevil.example/..//evil.example", "http:evil.example", "", " //evil.example"])
def test_signing_in_leads_nowhere_else(app: Flask, way: str) -> None:
    account = factories.account("한지우", "jiwoo@example.org")
    for answer in (Person(app).post("/sign-in", {"address": account.address, "password": factories.PASSWORD, "next": way}),
                   Person(app, account).get("/sign-in", query_string={"next": way}),
                   Person(app).post("/language", {"language": "en", "next": way})):
        location = answer.headers["Location"]
        assert location.startswith("/")
        assert not location.startswith(("//", "/\\"))
        assert not any(character in location for character in "\t\n\\")


def test_a_host_that_is_not_ours_costs_no_line_of_the_log(app: Flask) -> None:
    with structlog.testing.capture_logs() as lines:
        assert Person(app).get("/", headers={"Host": "evil.example"}).status_code == 400
    assert lines == []
