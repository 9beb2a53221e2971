"""Check 27: no start with a missing or wrong setting; nothing secret in the repository or in the log."""
from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import structlog
from flask import Flask
from sqlalchemy.exc import DBAPIError

from app.accounts.models import Account
from app.extensions import db
from app.web.logs import without_what_was_written
from config import ConfigurationError, from_environment
from tests import factories
from tests.people import Person

ROOT = Path(__file__).parent.parent
KEY = "k" * 32
RIGHT = {"HOEGO_SECRET_KEY": KEY, "DATABASE_URL": "sqlite:////srv/hoego.sqlite"}
SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,}|xox[bap]-[0-9A-Za-z-]{10,}|sk-[A-Za-z0-9]{30,}|glpat-[\w-]{20}"
    r"|SECRET_KEY\s*[=:]\s*[\"'][^\"'<{$]{16,}[\"']|postgresql(?:\+psycopg)?://\w+:(?!password@|…)[^@\s{<$]+@")
MAY = {"tests/test_config.py"}


def test_with_two_settings_it_starts() -> None:
    settings = from_environment(RIGHT)
    assert settings["SECRET_KEY"] == KEY
    assert settings["BASE_URL"] == "http://127.0.0.1:8000"
    assert settings["SESSION_COOKIE_SECURE"] is False


@pytest.mark.parametrize(("name", "value"), [
    ("HOEGO_OIDC", "Google"), ("HOEGO_OIDC", "a,a"), ("HOEGO_OIDC", "google"),
    ("HOEGO_SECRET_KEY", ""), ("HOEGO_SECRET_KEY", "k" * 31),
    ("DATABASE_URL", ""), ("DATABASE_URL", "mysql://h/d"), ("DATABASE_URL", "sqlite:relative"), ("DATABASE_URL", "oracle+oracledb://x"),
    ("HOEGO_BASE_URL", "hoego.example.org"), ("HOEGO_BASE_URL", "ftp://hoego.example.org"), ("HOEGO_BASE_URL", "https://"),
    ("HOEGO_BASE_URL", "https://hoego.example.org/app"), ("HOEGO_BASE_URL", "javascript:alert(1)"),
    ("HOEGO_TRUSTED_PROXIES", "-1"), ("HOEGO_TRUSTED_PROXIES", "many"), ("HOEGO_TRUSTED_PROXIES", "11"), ("HOEGO_TRUSTED_PROXIES", "１"),
    ("HOEGO_MAIL_PORT", "0"), ("HOEGO_MAIL_PORT", "65536"), ("HOEGO_MAIL_PORT", "smtp"), ("HOEGO_MAIL_TLS", "true"), ("HOEGO_RELOAD", "1"),
])
def test_a_wrong_setting_is_refused_with_a_sentence_that_names_it(name: str, value: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        from_environment({**RIGHT, name: value})
    assert str(refused.value).startswith(name)
    assert " must be" in str(refused.value)


def test_the_sentence_about_a_short_key_does_not_tell_the_key() -> None:
    with pytest.raises(ConfigurationError) as refused:
        from_environment({**RIGHT, "HOEGO_SECRET_KEY": "nearly-a-secret"})
    assert "nearly-a-secret" not in str(refused.value)


def test_there_is_no_key_by_default() -> None:
    for given in ({}, {"DATABASE_URL": RIGHT["DATABASE_URL"]}):
        with pytest.raises(ConfigurationError, match="HOEGO_SECRET_KEY"):
            from_environment(given)


@pytest.mark.parametrize("settings", [{}, {"HOEGO_SECRET_KEY": "short", "DATABASE_URL": "sqlite:////tmp/never.sqlite"}, {"HOEGO_SECRET_KEY": KEY}])
def test_the_server_ends_with_a_sentence(settings: dict[str, str]) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("HOEGO_", "DATABASE_URL"))}
    ended = subprocess.run([sys.executable, "-c", "import wsgi"], cwd=ROOT, env=environ | settings, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.startswith("Hoego does not start: ")
    assert "Traceback" not in ended.stderr
    assert ended.stderr.count("\n") <= 2


def test_behind_tls_cookies_are_for_tls_only() -> None:
    settings = from_environment({**RIGHT, "HOEGO_BASE_URL": "https://hoego.example.org"})
    assert settings["SESSION_COOKIE_SECURE"] is True
    assert str(settings["SESSION_COOKIE_NAME"]).startswith("__Host-")
    assert settings["PREFERRED_URL_SCHEME"] == "https"


def test_nothing_in_the_repository_looks_like_a_secret() -> None:
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    found = []
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if name in MAY or not path.is_file():
            continue
        text = path.read_text("utf-8", "ignore")
        found += [f"{name}: {hit[0][:40]}" for hit in SECRETS.finditer(text)]
        if re.search(r"(^|/)(\.env(\..*)?|secret-key|.*\.pem|.*\.key)$", name):
            found.append(name)
    assert found == []


def test_the_log_tells_no_address_no_password_and_nothing_that_was_written(app: Flask, monkeypatch: pytest.MonkeyPatch, capfd) -> None:
    secrets = {"address": "secret-address@example.org", "password": "a secret at the window", "new_password": "another secret here", "text": "뱃속 이야기 xyzzy"}
    camper = factories.member("camper", "한지우", account=factories.account("한지우", secrets["address"], secrets["password"]))
    with structlog.testing.capture_logs() as lines:
        nobody, owner = Person(app), Person(app, camper.account)
        nobody.post("/sign-in", {"address": secrets["address"], "password": secrets["password"] + "x"})
        nobody.post("/sign-in", {"address": secrets["address"], "password": secrets["password"]})
        nobody.post("/recovery", {"address": secrets["address"]})
        owner.post("/me/password", {"current_password": secrets["password"], "new_password": secrets["new_password"]})
        monkeypatch.setattr("app.questions.models.question.Question.asked_by", _failing)
        assert owner.post("/c/ai-7/questions/new", {"text": secrets["text"], "origin": "", "once": "o"}).status_code == 500
    told = capfd.readouterr()
    written = "".join(map(repr, lines)) + told.out + told.err
    assert "an accident" in written
    assert [secret for secret in secrets.values() if secret in written] == []


def _failing(*_given, **_more) -> None:
    raise RuntimeError("an accident")


def test_an_error_of_the_database_repeats_nothing_that_was_written(app: Flask) -> None:
    twice = Account(address="a@example.org", name="xyzzy", password_hash="x", created_at=None)
    db.session.add(twice)
    with pytest.raises(DBAPIError) as failed:
        db.session.flush()
    db.session.rollback()
    told = str(without_what_was_written(None, "error", {"event": "failed", "exc_info": failed.value}))
    assert "IntegrityError" in told
    assert "flush" in told
    assert "xyzzy" not in told
