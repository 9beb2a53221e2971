"""Junk through every part of a request (check 22).

    python -m tests.attack.fuzz --requests 20000 --seed 1                               on SQLite, in a temporary folder
    python -m tests.postgres python -m tests.attack.fuzz --requests 2000 --seed 1       on PostgreSQL

Paths, queries, fields, headers and cookies of every route, by a camper, a mentor and staff who are signed in, with no tokens
asked for, so that everything comes through to the rules; among the junk are numbers of another cohort's things. Nothing may fail (500),
tell of the database, or show a row of that cohort. The same seed sends the same requests.
"""
from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import quote, quote_from_bytes, urlencode

from flask import Flask
from werkzeug.test import TestResponse

from app import create_app
from app.extensions import db, limiter
from config import from_environment
from tests import factories
from tests.access import visiting
from tests.access import world as worlds
from tests.access.world import World
from tests.measuring import database_url

ATTACKERS = ("author", "peer", "mentor", "staff")
THINGS = ("answered", "unnamed", "a-filed-week", "a-mentors", "draft", "team", "repeated")  # other than what an address is about first
AS_BEFORE = 30  # requests until the world is put back as it was
OF_ANOTHER_COHORT = "old_"  # stands in the names of everybody there
TELLING = ("Traceback (most recent", "sqlite3.", "psycopg", "sqlalchemy", "$argon2id$", "SQL syntax", "near \"", "sqlite_master values", "jinja2.exceptions")

SQL = ("'", "' OR '1'='1", "1; DROP TABLE accounts;--", "' UNION SELECT password_hash FROM accounts--", "\\'; SELECT pg_sleep(0)--", "1 OR 1=1", "%' --", "$$", "%s", "?")
TEMPLATES = ("{{7*7}}", "{% raw %}", "${7*7}", "{{config}}", "%(name)s", "%(", "{0.__class__}", "#{7*7}", "<%= 7 %>", "%", "%d%n")
PATHS = ("../../../etc/passwd", "..\\..\\win.ini", "/etc/passwd", "file:///etc/passwd", "....//....//", "%2e%2e%2f", "\x00.png", "//evil.example/")
NUMBERS = ("0", "-1", "1e309", "NaN", "inf", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "9" * 400, "1" * 5000, "0x10", "1_000",
           "１２", "٣", "१", "²", "1.5", " 1", "+1", "00001", "2147483648", "1,2")
TEXTS = ("", " ", "\x00", "a\x00b", "\r\n\r\n", "\t", "\x1b[31m", "\u202egnirts", "\ufeff", "👩‍👩‍👧", "\U0010ffff", "\ud7a3\u1100\u1161", "e" + "\u0301" * 500, "\u2028", "ß" * 50,
         "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "data:text/html,x", "http://[::1", "http://a:99999/", "https://\u2100.example/",
         "[" * 3000, "*" * 3000, "`" * 501, "> " * 400 + "x", "- " * 300 + "x", "$" * 999, "\\" * 999, "![](" * 300, "|-" * 500, "$\\frac{" * 60, "&#0;", "&#x110000;", "]]>",
         "true", "null", "[]", "{}", "y", "on", "cohort", "team", "me", "staff", "answer", "ask_back", "entry-", "entry-99999999999999999999", "question-1", "23:59", "24:00", "2026-02-30",
         "0000-00-00", "9999-12-31", "Asia/Seoul", "../Seoul", "questions-0", "add", "remove", "ko", "dark", "next")
BYTES = (b"%ED%A0%80", b"%FF%FE", b"%C0%AF", b"%F4%90%80%80", b"%80", b"%00", b"%", b"%zz", b"%E0%A4", b"\xff\xfe", b"%25%30%30")
SHARED_FIELDS = ("original", "to", "own_answer", "was", "spellings", "tag", "sure", "told", "seen", "lease", "leaving", "then", "same", "for_all", "joins_review",
                 "without_name", "begun", "text", "title", "name", "next", "back", "on", "once", "version", "reply", "role", "team", "kind", "word", "audience", "tags", "origin", "code",
                 "add", "remove", "move_up", "move_down", "energy", "questions-0-text", "questions-0-id", "questions-999999999-text", "takeaways-0-text",
                 "resources-0-url", "actions--1-text", "questions-x-text", "questions-0-asks_mentors", "csrf_token", "_method", "__proto__", "language", "theme")
QUERY = ("ids", "since", "same", "original", "quote", "of", "skip", "change", "once", "text", "origin", "late", "all", "after", "week", "tag", "team", "state", "mine", "free", "on", "receipt", "next", "page", "q", "lang", "id")
HEADERS = ("Accept-Language", "User-Agent", "Referer", "Origin", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-URL", "Range", "If-None-Match",
           "If-Modified-Since", "Accept", "Accept-Encoding", "Authorization", "X-HTTP-Method-Override", "Content-Language", "X-Requested-With", "Cookie2", "If-Range")
KINDS = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "application/json", "text/plain", "application/x-www-form-urlencoded; charset=utf-7",
         "multipart/form-data", "", "application/xml; charset=\u00ff")
HOLES = "\r\n\x00"
A_PICTURE = b'--b\r\nContent-Disposition: form-data; name="image"; filename="x.png"\r\nContent-Type: image/png\r\n\r\n' + factories.A_DOT + b"\r\n--b--\r\n"


@dataclass
class Figures:
    statuses: Counter[int] = field(default_factory=Counter)
    routes: Counter[tuple[str, str]] = field(default_factory=Counter)  # how often each did what it is for
    faults: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    seconds: float = 0.0

    def __str__(self) -> str:
        counts = ", ".join(f"{status}: {count}" for status, count in sorted(self.statuses.items()))
        lines = [f"{sum(self.statuses.values())} requests to {len(self.routes)} routes in {self.seconds:.0f} s: {counts}",
                 f"slowest {self.slowest[0] * 1000:.0f} ms: {self.slowest[1]}",
                 f"never did what it is for: {', '.join(' '.join(route) for route in self.closed) or 'none'}",
                 f"{len(self.faults)} faults", *self.faults[:20]]
        return "\n".join(lines)

    @property
    def closed(self) -> list[tuple[str, str]]:
        """Routes of which no request came through to what they do: their rules were not tried."""
        return sorted(route for route, times in self.routes.items() if not times)


@dataclass(frozen=True)
class Sent:
    """One request, as it can be sent again."""

    person: str
    endpoint: str
    method: str
    path: str
    query: bytes
    body: bytes
    kind: str
    headers: dict[str, str]
    cookie: str

    @property
    def said(self) -> str:
        return f"{self.path} {self.query!r} {self.body!r} {self.headers}"

    def __str__(self) -> str:
        return f"{self.person} {self.method} {self.path[:200]} ?{self.query[:200]!r} {self.kind} {self.body[:300]!r} {self.headers} {self.cookie[:60]!r}"


def fuzz(world: World, requests: int, seed: int) -> Figures:
    """Send that many requests; what is wrong with any answer is in `faults`."""
    chance, figures, began = random.Random(seed), Figures(), perf_counter()
    routes, unsaid = list(visiting.rules(world.app)), set[str]()
    for number in range(requests):
        if number % AS_BEFORE == 0:
            world.restore()
            unsaid = _long_numbers(world)
        rule, method = routes[number % len(routes)]
        sent = _made(world, chance, rule, method)
        unsaid -= {number for number in unsaid if number in sent.said}  # what was sent may be shown from now on: it could be a name
        at = perf_counter()
        try:
            answer = _send(world, sent)
        except Exception as error:  # an error that no page was made of
            figures.faults.append(f"{type(error).__name__}: {error} after {sent}")
            world.restore()
            continue
        took = perf_counter() - at
        figures.slowest = max(figures.slowest, (took, str(sent)))
        figures.statuses[answer.status_code] += 1
        figures.routes[rule.endpoint, method] += answer.status_code < 400
        figures.faults += [f"{wrong} after {sent}" for wrong in _wrong(answer, unsaid)]
    figures.seconds = perf_counter() - began
    world.restore()
    return figures


def _wrong(answer: TestResponse, unsaid: set[str]) -> Iterator[str]:
    """`unsaid` are numbers of another cohort's things that nobody has sent."""
    if answer.status_code >= 500 and not answer.text.startswith("migrations are not current"):
        yield f"{answer.status_code}"
    if answer.mimetype == "text/html" or answer.is_json:
        yield from (f"tells {word!r}" for word in TELLING if word in answer.text)
        if OF_ANOTHER_COHORT in answer.text:
            yield "shows another cohort"
        yield from (f"shows {number} of another cohort" for number in unsaid if number in answer.text)
    if answer.mimetype == "text/html" and ("<script>alert" in answer.text or "<img src=x" in answer.text):
        yield "prints markup as it came"
    location = answer.headers.get("Location", "/").removeprefix("http://localhost")  # Werkzeug leads from `//` to `/` with the whole address
    if not location.startswith("/") or location.startswith(("//", "/\\")):
        yield f"leads to {location[:80]!r}"


def _made(world: World, chance: random.Random, rule: Any, method: str) -> Sent:
    person, variant = chance.choice(ATTACKERS), chance.choice(THINGS) if chance.random() < 0.3 else ""
    if rule.endpoint in visiting.BY_SCRIPT and chance.random() < 0.7:
        said = _spoiled(visiting.body(world, rule.endpoint, person), chance, world)
        body = json.dumps(said, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
        return Sent(person, rule.endpoint, method, _path(world, chance, rule, person, variant), b"", body, "application/json", {"Accept": "application/json"}, "")
    typed = {name: str(value) for name, value in visiting.body(world, rule.endpoint, person).items()}
    for _ in range(chance.randrange(4)):
        typed[chance.choice([*typed, *SHARED_FIELDS])] = _junk(chance, world)
    if typed and chance.random() < 0.15:
        del typed[chance.choice(list(typed))]
    many = [(name, value) for name, value in typed.items() for _ in range(2 if chance.random() < 0.03 else 1)]
    kind = KINDS[0] if chance.random() < 0.85 else chance.choice(KINDS)
    body = urlencode(many, errors="surrogatepass").encode() if method == "POST" else b""
    if method == "POST" and chance.random() < 0.15:
        body += b"&" + chance.choice(SHARED_FIELDS).encode() + b"=" + chance.choice(BYTES)
    if method == "POST" and kind.startswith("multipart/form-data; b"):
        body = _parts(many, chance)
    if method == "POST" and rule.endpoint == "uploads.create" and chance.random() < 0.5:
        kind, body = KINDS[1], A_PICTURE
    query = b""
    if chance.random() < (0.7 if method == "GET" else 0.1):
        query = urlencode([(chance.choice(QUERY), _junk(chance, world)) for _ in range(chance.randrange(1, 4))], errors="surrogatepass").encode()
        query += b"&" + chance.choice(QUERY).encode() + b"=" + chance.choice(BYTES) if chance.random() < 0.2 else b""
    headers = {chance.choice(HEADERS): _printable(_junk(chance, world)) for _ in range(chance.randrange(3))} if chance.random() < 0.3 else {}
    if chance.random() < 0.15:
        headers["Accept"] = "application/json"
    cookie = _printable(_junk(chance, world))[:900] if chance.random() < 0.03 else ""
    return Sent(person, rule.endpoint, method, _path(world, chance, rule, person, variant), query, body, kind, headers, cookie)


def _path(world: World, chance: random.Random, rule: Any, person: str, variant: str) -> str:
    """The right address, or one in which some parts are junk, written as a browser would or as raw bytes."""
    right = visiting.address(world, rule, person, variant)
    if not rule.arguments or chance.random() < 0.6:
        return right
    written = ""
    for is_part, text in _pieces(rule.rule):
        if not is_part:
            written += text
        elif chance.random() < 0.6 and text != "cohort":
            written += chance.choice(BYTES).decode("latin-1").replace("\xff\xfe", "%FF%FE") if chance.random() < 0.15 else quote(_junk(chance, world)[:3000], safe="", errors="surrogatepass")
        else:
            known = world.known_to(person)
            written += quote(str(known.get(visiting.PARTS.get(text, text)) or chance.choice(NUMBERS)[:50]), safe="")
    return written


def _spoiled(said: Any, chance: random.Random, world: World) -> Any:
    """What a script sends, with junk in the place of a few of its parts."""
    if isinstance(said, dict):
        return {name if chance.random() < 0.95 else _junk(chance, world): _spoiled(value, chance, world) for name, value in said.items()}
    if isinstance(said, list):
        return [_spoiled(value, chance, world) for value in said]
    return said if chance.random() < 0.8 else chance.choice((_junk(chance, world), None, -1, 1.5, True, [], {}))


def _pieces(rule: str) -> Iterator[tuple[bool, str]]:
    """'/c/<cohort>/weeks/<int:number>/' → fixed text and the names of parts, in turn."""
    inside = False
    for piece in rule.replace(">", "<").split("<"):
        yield inside, piece.rpartition(":")[2] if inside else piece
        inside = not inside


def _junk(chance: random.Random, world: World) -> str:
    match chance.randrange(10):
        case 9:
            return chance.choice(_numbers_elsewhere(world))
        case 0:
            return chance.choice(SQL)
        case 1:
            return chance.choice(TEMPLATES)
        case 2:
            return chance.choice(PATHS)
        case 3 | 4:
            return chance.choice(NUMBERS)
        case 5:
            return "".join(chr(_codepoint(chance)) for _ in range(chance.randrange(1, 30)))
        case 6:
            return chance.choice(("a", "가", "😀", "\n", "* ")) * chance.choice((201, 20_001, 60_000))
        case _:
            return chance.choice(TEXTS)


def _numbers_elsewhere(world: World) -> list[str]:
    """Of what stands in another cohort."""
    return [str(value) for value in world.values["old-1"].values() if isinstance(value, int)]


def _long_numbers(world: World) -> set[str]:
    """Those that are nothing else by chance."""
    return {number for number in _numbers_elsewhere(world) if len(number) > 9}


def _codepoint(chance: random.Random) -> int:
    return chance.randrange(0x110000) if chance.random() < 0.5 else chance.randrange(0x300)


def _printable(text: str) -> str:
    """As a header can be sent: single bytes, without line ends."""
    return "".join(character for character in text[:2000].encode("utf-8", "surrogatepass").decode("latin-1") if character not in HOLES)


def _parts(fields: list[tuple[str, str]], chance: random.Random) -> bytes:
    name = chance.choice(("", '; filename="../x.png"', '; filename="' + "a" * 500 + '"', "; filename*=utf-8''%00"))
    parts = [f'--b\r\nContent-Disposition: form-data; name="{field}"{name}\r\n\r\n'.encode("utf-8", "surrogatepass") + value.encode("utf-8", "surrogatepass")
             for field, value in fields]
    return b"\r\n".join(parts) + (b"\r\n--b--\r\n" if chance.random() < 0.8 else b"")


def _send(world: World, sent: Sent) -> TestResponse:
    browser = world.browser_of(sent.person)
    if sent.cookie:
        browser.client.set_cookie(str(world.app.config["SESSION_COOKIE_NAME"]), quote(sent.cookie, safe="") if ";" in sent.cookie else sent.cookie)
    more = {"content_type": sent.kind} if sent.method == "POST" else {}
    return browser._send(sent.method, sent.path, query_string=quote_from_bytes(sent.query, safe="%&=+"), data=sent.body, headers=sent.headers, **more)


@contextmanager
def small_world(folder: Path) -> Iterator[World]:
    """The small world of the access tests, on a database of its own."""
    environ = {"HOEGO_SECRET_KEY": "only for attacks, never anywhere else, 1234", "DATABASE_URL": database_url(folder)}
    app: Flask = create_app({**from_environment(environ), "TESTING": True, "PROPAGATE_EXCEPTIONS": False, "WTF_CSRF_ENABLED": False, "MAIL_BACKEND": "locmem"})
    limiter.enabled = False
    with app.app_context():
        db.create_all()
        yield worlds.built(app)
        db.session.remove()
        db.engine.dispose()


def main() -> int:
    arguments = argparse.ArgumentParser(description="Send junk to every route.")
    arguments.add_argument("--requests", type=int, default=20_000)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    _hash_quickly()
    with tempfile.TemporaryDirectory(prefix="hoego-fuzz-") as folder, small_world(Path(folder)) as world:
        figures = fuzz(world, given.requests, given.seed)
    print(f"seed {given.seed}: {figures}")
    return 1 if figures.faults else 0


def _hash_quickly() -> None:
    from argon2 import PasswordHasher

    from app.accounts import models

    models.hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    models.NOBODYS_HASH = models.hasher.hash("nobody")


if __name__ == "__main__":
    sys.exit(main())
