"""One autosave: what a browser sends for a line typed into a long note, how long the answer takes, and how many statements it is."""
from __future__ import annotations

import contextvars
import json
import statistics
import time
from dataclasses import dataclass
from typing import Any

import requests
from sqlalchemy import event

from app.reviews.models import mark_of

ADDRESS = "/c/demo/weeks/9/review/changes"
SHORT, LONG = "짧은 글. " * 4, "힘든 만큼 자란 한 주였다. 내 속도로 가자. " * 800  # 20 and 20,000 characters
TIMES = 100


@dataclass(frozen=True)
class Autosave:
    """`body` and `request` are the bytes of one, without and with its headers; milliseconds at the median; statements with a short note and a long one."""

    body: int
    request: int
    p50: float
    ceiling_p50: float
    statements: tuple[int, int]

    @property
    def ratio(self) -> float:
        return self.p50 / self.ceiling_p50


def measure(hoego: str, plain: str, cookie: str, statements: tuple[int, int]) -> Autosave:
    """A line of a note of 20,000 characters is typed again and again, each time next to Flask storing one row, by one client."""
    writer, ceiling, ours, theirs, body = requests.Session(), requests.Session(), [], [], b""
    state = writer.get(hoego + ADDRESS, headers={"Cookie": cookie}, timeout=30).json()
    headers = {"Cookie": cookie, "X-CSRFToken": state["csrf_token"], "Content-Type": "application/json", "Accept": "application/json"}
    note = Note(state)
    sent = requests.Request("POST", hoego + ADDRESS, headers=headers, data=note.becomes(LONG)).prepare()
    note.saved(writer.send(sent, timeout=30).json())
    for number in range(TIMES):
        body = note.line(f"{number}번째로 고쳐 쓴 한 줄이에요. ")
        sent = requests.Request("POST", hoego + ADDRESS, headers=headers, data=body).prepare()
        began = time.perf_counter()
        answer = writer.send(sent, timeout=30)
        ours.append(time.perf_counter() - began)
        note.saved(answer.json())
        began = time.perf_counter()
        ceiling.post(f"{plain}/write", timeout=30, allow_redirects=False)
        theirs.append(time.perf_counter() - began)
    named = sum(len(f"{name}: {value}\r\n") for name, value in sent.headers.items())
    return Autosave(len(body), len(body) + named, statistics.median(ours) * 1000, statistics.median(theirs) * 1000, statements)


def count(app: Any, engine: Any, cookie: str) -> tuple[int, int]:
    app.config["WTF_CSRF_ENABLED"] = False
    client, ran, counts = app.test_client(use_cookies=False), [], []
    event.listen(engine, "before_cursor_execute", lambda connection, cursor, statement, *more: ran.append(statement))
    headers = {"Cookie": cookie, "Host": "127.0.0.1", "Content-Type": "application/json", "Accept": "application/json"}
    note = Note(contextvars.Context().run(client.get, ADDRESS, headers=headers).json)
    for text in (SHORT, LONG):
        note.saved(contextvars.Context().run(client.post, ADDRESS, data=note.becomes(text), headers=headers).json)
        ran.clear()
        answer = contextvars.Context().run(client.post, ADDRESS, data=note.line("한 줄 더. "), headers=headers)
        note.saved(answer.json)
        counts.append(sum(not statement.startswith("BEGIN") for statement in ran))
    return counts[0], counts[1]


class Note:
    """The closing note as a page knows it, and what it sends (forms/changes.py)."""

    def __init__(self, state: dict[str, Any]) -> None:
        self.text, self.version, self.typed = state["document"]["closing"], state["version"], ""

    def becomes(self, text: str) -> bytes:
        text = text.strip()
        change, self.text, self.typed = {"was": mark_of(self.text), "now": text}, text, ""
        return self._asked(change)

    def line(self, line: str) -> bytes:
        at = self.text.index(self.typed) if self.typed else len(self.text) // 2
        change = {"was": mark_of(self.text), "at": at, "cut": len(self.typed), "put": line}
        self.text, self.typed = self.text[:at] + line + self.text[at + len(self.typed):], line
        return self._asked(change)

    def saved(self, answer: dict[str, Any]) -> None:
        assert not (answer["conflicts"] or answer["whole"] or answer["faults"]), answer
        assert answer["document"] is None  # nobody else writes
        self.version = answer["version"]

    def _asked(self, change: dict[str, Any]) -> bytes:
        return json.dumps({"version": self.version, "fields": {"closing": change}}, ensure_ascii=False).encode()
