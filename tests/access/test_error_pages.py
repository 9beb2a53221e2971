"""Check 41 (and 4, 7): every error is a page in the reader's language, with a way on and with what had been typed."""
from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import structlog
from flask import Flask, abort
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from app import create_app
from app.extensions import db, limiter
from app.web.access import public
from config import from_environment
from tests import factories
from tests.access.pages import tree
from tests.access.world import World
from tests.people import Person

TEXT = "두 시간 동안 쓴 글이에요. <b>여기</b> 있어야 해요."
SHOWN = "두 시간 동안 쓴 글이에요. <b>여기</b> 있어야 해요."
SECRET = "a secret that must not come back"
HANGUL = re.compile("[가-힣]")
LANGUAGES = ("ko", "en")
STATUSES = (400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503)


def _stopped(status: int) -> Callable[[], str]:
    def view() -> str:
        if status == 500:
            raise RuntimeError("an accident")
        if status == 503:
            raise OperationalError("select", {}, Exception("away"))
        return abort(status)

    return public(view)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("person", ["nobody", "author"])
def test_each_error_has_a_page_in_the_readers_language_with_a_way_on(world: World, monkeypatch, person: str, status: int, language: str) -> None:
    monkeypatch.setitem(world.app.view_functions, "home.front", _stopped(status))
    answer = world.browser_of(person).get("/", headers={"Accept-Language": language})
    assert answer.status_code == status
    assert answer.mimetype == "text/html"
    page = tree(answer.text)
    assert page.all("html")[0].attributes["lang"] == language
    (main,) = page.all("main")
    assert bool(HANGUL.search(main.text)) == (language == "ko")
    assert len(main.all("h1")) == 1
    ways = [link.attributes["href"] for link in main.all("a")]
    assert ways
    monkeypatch.undo()
    assert all(world.browser_of(person).get(way).status_code in (200, 303) for way in ways)


@pytest.mark.parametrize("language", LANGUAGES)
def test_inside_a_cohort_the_way_on_leads_to_this_week(world: World, language: str) -> None:
    main = tree(world.browser_of("author").get("/c/ai-7/questions/1", headers={"Accept-Language": language}).text).all("main")[0]
    assert "/c/ai-7/" in [link.attributes["href"] for link in main.all("a")]


def test_a_failure_has_a_number_that_the_log_has_too(world: World, monkeypatch) -> None:
    monkeypatch.setitem(world.app.view_functions, "home.front", _stopped(500))
    with structlog.testing.capture_logs() as lines:
        answer = world.browser_of("author").get("/")
    (number,) = {line["error_id"] for line in lines if "error_id" in line}
    assert number in tree(answer.text).all("main")[0].text
    assert "accident" not in answer.text
    assert "Traceback" not in answer.text


def test_what_was_typed_survives_a_failure(world: World, monkeypatch) -> None:
    def fails(*_args, **_more):
        raise RuntimeError("an accident")

    monkeypatch.setattr("app.comments.models.Comment.written_by", fails)
    answer = _comment(world, "author")
    assert answer.status_code == 500
    assert SHOWN in _kept(answer)


def test_what_was_typed_survives_a_token_that_is_too_old(world: World, monkeypatch) -> None:
    monkeypatch.setitem(world.app.config, "WTF_CSRF_ENABLED", True)
    answer = _comment(world, "author")
    assert answer.status_code == 400
    assert SHOWN in _kept(answer)


@pytest.mark.parametrize("person", ["nobody", "deactivated"])
def test_what_was_typed_survives_being_signed_out(world: World, person: str) -> None:
    answer = _comment(world, person)
    assert answer.status_code == 401
    assert SHOWN in _kept(answer)
    assert "/sign-in" in answer.text


def test_a_whole_review_survives_being_signed_out(world: World) -> None:
    rows = {f"questions-{number}-text": f"{TEXT} {number}" for number in range(5)} | {f"takeaways-{number}-text": f"{TEXT} {number + 5}" for number in range(40)}
    answer = world.browser_of("nobody").post("/c/ai-7/weeks/10/review/filing", {"title": "열째 주", "closing": TEXT, **rows})
    assert answer.status_code == 401
    assert [row for row in rows.values() if row not in _kept(answer)] == []


def test_of_what_is_too_large_a_page_says_so(world: World) -> None:
    answer = world.browser_of("author").post("/c/ai-7/weeks/10/review", {"closing": "가" * 2_500_000})
    assert answer.status_code == 413
    assert tree(answer.text).all("h1")


@pytest.mark.parametrize("status", [400, 401, 500])
@pytest.mark.parametrize("field", ["password", "current_password", "new_password"])
def test_no_password_is_shown_again(world: World, monkeypatch, status: int, field: str) -> None:
    person = "nobody" if status == 401 else "author"
    if status == 400:
        monkeypatch.setitem(world.app.config, "WTF_CSRF_ENABLED", True)
    if status == 500:
        monkeypatch.setattr("app.accounts.views.profile.PasswordForm.is_proven", lambda form: 1 / 0)
    answer = world.browser_of(person).post("/me/password", {field: SECRET, "address": "jiwoo@example.org"})
    assert answer.status_code == status
    assert SECRET not in answer.text


@pytest.mark.parametrize("address", ["/sign-in", "/me/password", "/me/address", "/join/ACDEFGHJ", "/recovery/{recovery_token}"])
def test_no_password_is_shown_again_in_its_form(world: World, address: str) -> None:
    person = "author" if address.startswith("/me") else "nobody"
    typed = dict.fromkeys(("password", "current_password", "new_password"), SECRET[:9]) | {"address": "none", "name": ""}
    answer = world.browser_of(person).post(address.format(**world.values["ai-7"]), typed)
    assert answer.status_code == 422
    assert SECRET[:9] not in answer.text


@contextmanager
def away() -> Iterator[None]:
    """The database answers nothing any more."""
    def refuse(*_any) -> None:
        raise OperationalError("select", {}, Exception("away"))

    event.listen(db.engine, "before_cursor_execute", refuse)
    try:
        yield
    finally:
        event.remove(db.engine, "before_cursor_execute", refuse)


@pytest.mark.parametrize("person", ["nobody", "author"])
def test_without_a_database_a_page_says_to_come_back(world: World, person: str) -> None:
    browser = world.browser_of(person)
    with away():
        page, posted = browser.get("/c/ai-7/"), _comment(world, person) if person == "author" else None
    if person == "author":
        assert page.status_code == 503
        assert int(page.headers["Retry-After"]) > 0
        assert posted is not None
        assert posted.status_code == 503
        assert int(posted.headers["Retry-After"]) > 0
        assert SHOWN in _kept(posted)
    assert browser.get("/c/ai-7/").status_code == (200 if person == "author" else 303)


def test_without_a_database_the_process_is_alive_but_not_ready(world: World) -> None:
    with away():
        assert world.browser_of("nobody").get("/healthz").status_code == 200
        assert world.browser_of("nobody").get("/readyz").status_code == 503


def test_a_database_that_is_locked_says_to_come_back_and_loses_nothing(tmp_path: Path) -> None:
    """With a real lock of a real SQLite file; who only reads is not in its way."""
    was, file = limiter.enabled, tmp_path / "locked.sqlite"
    environ = {"HOEGO_SECRET_KEY": "only for tests, never anywhere else, 1234", "DATABASE_URL": f"sqlite:///{file}"}
    impatient = {"hide_parameters": True, "connect_args": {"timeout": 0.2, "isolation_level": None}}
    app = create_app({**from_environment(environ), "TESTING": True, "PROPAGATE_EXCEPTIONS": False, "WTF_CSRF_ENABLED": False, "MAIL_BACKEND": "locmem",
                      "SQLALCHEMY_ENGINE_OPTIONS": impatient})
    limiter.enabled = False
    try:
        with app.app_context():
            _locked(app, file)
    finally:
        limiter.enabled = was


def _locked(app: Flask, file: Path) -> None:
    db.create_all()
    mentor = factories.member("mentor")
    question = factories.question()
    db.session.commit()
    address, browser = f"/c/ai-7/questions/{question.id}", Person(app, mentor.account)
    writer = sqlite3.connect(file, isolation_level=None)
    try:
        writer.execute("BEGIN IMMEDIATE")
        answer = browser.post(f"{address}/replies", {"text": TEXT, "kind": "answer", "once": "o"})
        assert browser.get(address).status_code == 200
        writer.execute("COMMIT")
    finally:
        writer.close()
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert SHOWN in _kept(answer)
    assert browser.post(f"{address}/replies", {"text": TEXT, "kind": "answer", "once": "o"}).status_code == 303
    db.session.remove()
    db.engine.dispose()


FROM_HERE = [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}, {"Referer": "http://localhost/c/ai-7/"}]
FROM_ELSEWHERE = [{}, {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "none"},
                  {"Origin": "https://evil.example"}, {"Origin": "null", "Referer": "http://localhost/"}, {"Referer": "http://localhost.evil.example/"}]


@pytest.mark.parametrize("headers", FROM_HERE)
def test_what_a_token_that_is_too_old_stopped_is_sent_once_more_without_typing(world: World, monkeypatch, headers: dict[str, str]) -> None:
    monkeypatch.setitem(world.app.config, "WTF_CSRF_ENABLED", True)
    rows = {"actions-1-text": f"{TEXT} 둘", "actions-0-text": TEXT}
    browser = world.browser_of("author")
    stopped = browser.post("/c/ai-7/weeks/10/review?x=1", {"title": "열째 주", "then": "save", "csrf_token": "aged", **rows}, headers=headers)
    assert stopped.status_code == 400
    (form,) = (form for form in tree(stopped.text).all("form") if "data-again" in form.attributes)
    assert form.attributes["action"] == "/c/ai-7/weeks/10/review?x=1"
    fields = [(field.attributes["name"], field.attributes.get("value", field.text)) for field in [*form.all("input"), *form.all("textarea")]]
    again = browser.post(form.attributes["action"], dict(fields), headers=headers)
    assert again.status_code == 303
    shown = browser.get("/c/ai-7/weeks/10/review").text
    assert all(text in shown for text in ("열째 주", SHOWN.replace("<", "&lt;").replace(">", "&gt;"), "둘"))
    order = [field.attributes["name"] for field in form.all("textarea") if field.attributes["name"] in rows]
    assert order == list(rows)


@pytest.mark.parametrize("headers", FROM_ELSEWHERE)
@pytest.mark.parametrize("person", ["nobody", "author"])
def test_what_no_page_of_ours_sent_is_shown_and_not_offered_to_be_sent(world: World, monkeypatch, headers: dict[str, str], person: str) -> None:
    monkeypatch.setitem(world.app.config, "WTF_CSRF_ENABLED", True)
    answer = world.browser_of(person).post("/c/ai-7/weeks/10/review", {"title": TEXT}, headers=headers)
    assert answer.status_code in (400, 401)
    assert SHOWN in _kept(answer)
    assert 'data-again="' not in answer.text


def test_who_is_signed_out_signs_in_beside_it_and_sends_it_once_more(world: World) -> None:
    answer = world.browser_of("nobody").post("/c/ai-7/weeks/10/review", {"title": TEXT}, headers=FROM_HERE[0])
    assert answer.status_code == 401
    assert SHOWN in _kept(answer)
    (form,) = (form for form in tree(answer.text).all("form") if "data-again" in form.attributes)
    assert [link.attributes["target"] for link in form.all("a")] == ["_blank"]


@pytest.mark.parametrize("sent", [{"password": SECRET, "name": TEXT}, {"new_password": SECRET}, {"closing": "x" * 1_000_001}, {f"x{number}": "y" for number in range(3_001)}])
def test_no_password_and_nothing_without_measure_is_offered_to_be_sent(world: World, monkeypatch, sent: dict[str, str]) -> None:
    monkeypatch.setitem(world.app.config, "WTF_CSRF_ENABLED", True)
    answer = world.browser_of("author").post("/c/ai-7/weeks/10/review", sent, headers=FROM_HERE[0])
    assert answer.status_code == 400
    assert 'data-again="' not in answer.text
    assert SECRET not in answer.text


def _comment(world: World, person: str) -> TestResponse:
    review = world.values["ai-7"]["review:cohort"]
    return world.browser_of(person).post(f"/c/ai-7/reviews/{review}/comments", {"text": TEXT, "on": "", "once": "o"})


def _kept(answer: TestResponse) -> list[str]:
    return [field.text for field in tree(answer.text).all("textarea")]
