"""Check 39: a server that is told to stop finishes what it has begun. Six of a team write into their session's notes meanwhile."""
from __future__ import annotations

import http.client
import signal
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from flask import Flask

from app.cohorts.models import Membership
from app.extensions import db
from app.peer_sessions.models import PeerSession
from tests import factories
from tests.serving import PROOF, csrf_token, ended, free_port, signed_in, started

pytestmark = pytest.mark.served
WRITERS = 6
BEFORE_THE_END = 1.5  # seconds


class Writer(threading.Thread):
    """Writes one line after the other, each on a connection of its own, until the server takes no more. `kept` are those that were answered with success,
    `lost` those that were sent and got no answer."""

    def __init__(self, number: int, port: int, address: str, cookie: str, proof: str) -> None:
        super().__init__(daemon=True)
        self.number, self.port, self.address, self.cookie, self.proof = number, port, address, cookie, proof
        self.kept: list[str] = []
        self.lost: list[str] = []

    def run(self) -> None:
        for count in range(10_000):
            line = f"- {self.number}번 사람의 {count}번째 말"
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            try:
                connection.connect()
            except OSError:  # nobody listens any more: nothing was accepted
                return
            try:
                connection.request("POST", self.address, urlencode({"csrf_token": self.proof, "base": "", "text": line}),
                                   {"Cookie": f"hoego={self.cookie}", "Content-Type": "application/x-www-form-urlencoded"})
                status = connection.getresponse().status
                (self.kept if status < 400 else self.lost).append(line if status < 400 else f"{line}: {status}")
            except OSError as error:
                self.lost.append(f"{line}: {error!r}")
                return
            finally:
                connection.close()


@pytest.fixture
def team_of_six(team) -> list[Membership]:
    return [factories.member("camper", f"조원 {number}", team=team) for number in range(WRITERS)]


@pytest.fixture
def session(team_of_six) -> PeerSession:
    session = factories.peer_session(team_of_six[0])
    db.session.commit()
    return session


@pytest.fixture
def writers(app: Flask, settings, team_of_six, session) -> Iterator[tuple[int, list[Writer]]]:
    port = free_port()
    server = started(port, settings, workers=2)
    address = f"/c/ai-7/sessions/{session.id}/notes"
    writing = [Writer(number, port, address, signed_in(app, member, csrf_token=PROOF), csrf_token(app)) for number, member in enumerate(team_of_six)]
    for writer in writing:
        writer.start()
    time.sleep(BEFORE_THE_END)
    server.send_signal(signal.SIGTERM)
    for writer in writing:
        writer.join(30)
    ended(server)
    yield server.returncode, writing


def test_told_to_stop_it_finishes_what_it_began_and_loses_no_line(writers, session):
    code, writing = writers
    db.session.refresh(session)
    kept = [line for writer in writing for line in writer.kept]

    assert [line for writer in writing for line in writer.lost] == []
    assert len(kept) > WRITERS
    assert [line for line in kept if line not in session.notes.splitlines()] == []
    assert code == 0
