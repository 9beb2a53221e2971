"""Check 35: two hundred clients send one byte a second, some of a request's head, some of its body. Others do not notice."""
from __future__ import annotations

import contextlib
import http.client
import socket
import statistics
import threading
import time
from collections.abc import Iterator

import pytest
from flask import Flask

from app.extensions import db
from tests import factories
from tests.serving import PROOF, csrf_token, ended, free_port, signed_in, started

pytestmark = pytest.mark.served
SLOW, READS, PATIENCE = 200, 60, 10


class SlowClients:
    """Half of them never end their head, half of them promise a body of 5,000 bytes; each sends one byte a second."""

    def __init__(self, port: int, address: str, cookie: str) -> None:
        self.over = threading.Event()
        head = f"POST {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: hoego={cookie}\r\n"
        body = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\ntext="
        self.sockets = [socket.create_connection(("127.0.0.1", port)) for _client in range(SLOW)]
        for number, client in enumerate(self.sockets):
            client.sendall((head + (body if number % 2 else "X-Slow: ")).encode())
        self.sending = threading.Thread(target=self._send, daemon=True)
        self.sending.start()

    def _send(self) -> None:
        while not self.over.wait(1):
            for client in self.sockets:
                with contextlib.suppress(OSError):
                    client.sendall(b"a")

    def go(self) -> None:
        self.over.set()
        self.sending.join()
        for client in self.sockets:
            client.close()


@pytest.fixture
def session(camper):
    factories.review(camper)
    session = factories.peer_session(camper)
    db.session.commit()
    return f"/c/ai-7/sessions/{session.id}"


@pytest.fixture
def port(app: Flask, settings) -> Iterator[int]:
    port = free_port()
    server = started(port, settings, workers=2)
    yield port
    ended(server)


def test_others_read_and_write_as_before(app, camper, session, port, capsys):
    cookie, fields = signed_in(app, camper, csrf_token=PROOF), f"csrf_token={csrf_token(app)}&base=&text=-+a"
    before = _milliseconds(port, session, cookie, fields)
    slow = SlowClients(port, f"{session}/notes", cookie)
    time.sleep(3)
    meanwhile = _milliseconds(port, session, cookie, fields)
    slow.go()

    with capsys.disabled():
        print(f"\n{SLOW} slow clients: others' median {statistics.median(meanwhile):.1f} ms, {statistics.median(meanwhile) / statistics.median(before):.2f} times that of before")


def _milliseconds(port: int, session: str, cookie: str, fields: str) -> list[float]:
    """How long each of so many requests took: news of the session, its page, its notes written. Raises where one is not answered."""
    took = []
    for number in range(READS):
        method, address = (("GET", f"{session}/news"), ("GET", session), ("POST", f"{session}/notes"))[number % 3]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        at = time.perf_counter()
        connection.request(method, address, fields if method == "POST" else None,
                           {"Cookie": f"hoego={cookie}", "Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"})
        answer = connection.getresponse()
        answer.read()
        took.append((time.perf_counter() - at) * 1000)
        connection.close()
        assert answer.status == 200, (method, address, answer.status)
    return took
