"""`make run`, after its set-up: starts on an empty place, answers, keeps mail, and stops in order."""
from __future__ import annotations

import contextlib
import os
import re
import signal
import smtplib
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent
LONG_ENOUGH = 60

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts scripts/run.py with a folder of its own; what still runs at the end of the test is stopped."""
    started: list[subprocess.Popen[str]] = []

    def starting(port: int, **environ: str) -> subprocess.Popen[str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("HOEGO_", "DATABASE_URL"))}
        own = {"PORT": str(port), "HOEGO_INSTANCE": str(tmp_path / "instance"), "WORKERS": "1", **environ}
        output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        started.append(subprocess.Popen([sys.executable, "scripts/run.py"], cwd=ROOT, env=inherited | own, **output))
        return started[-1]

    yield starting
    for process in started:
        process.terminate()
        process.communicate(timeout=LONG_ENOUGH)


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def test_it_starts_answers_and_stops_in_order(start: Start, port: int, tmp_path: Path) -> None:
    # At an address that others type there is no demo cohort, whose password everybody knows.
    running = start(port, HOEGO_BASE_URL="https://hoego.example")
    said = _read_until(running, "Ctrl-C")
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=10) as answer:
        assert answer.read() == b"ready\n"
    assert "https://hoego.example" in said
    assert "demo" not in said
    assert (tmp_path / "instance" / "secret-key").stat().st_mode & 0o077 == 0

    running.send_signal(signal.SIGTERM)
    assert running.wait(LONG_ENOUGH) == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)


def test_an_empty_place_gets_the_demo_cohort_that_the_greeting_names(start: Start, port: int, tmp_path: Path) -> None:
    said = _read_until(start(port), "Ctrl-C")

    with contextlib.closing(sqlite3.connect(tmp_path / "instance" / "hoego.sqlite")) as kept:
        addresses = {address for (address,) in kept.execute("SELECT address FROM accounts")}
    named = set(re.findall(r"\S+@demo\.example", said))
    assert len(named) == 5
    assert named <= addresses


def test_a_taken_port_is_said_in_a_sentence(start: Start, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        running = start(port)
        said, _ = running.communicate(timeout=LONG_ENOUGH)
    assert running.returncode == 1
    assert f"Port {port} of 127.0.0.1 is taken." in said
    assert "Traceback" not in said


def test_a_wrong_setting_is_said_in_a_sentence(start: Start, port: int) -> None:
    running = start(port, DATABASE_URL="mysql://root@127.0.0.1/hoego")
    said, _ = running.communicate(timeout=LONG_ENOUGH)
    assert running.returncode == 1
    assert "DATABASE_URL must begin with" in said


def test_when_a_part_of_it_dies_all_of_it_stops_and_says_which(start: Start, port: int) -> None:
    running = start(port, HOEGO_BASE_URL="https://hoego.example")
    _read_until(running, "Ctrl-C")
    _kill_child(running, "tell")
    said, _ = running.communicate(timeout=LONG_ENOUGH)
    assert running.returncode == 1
    assert "The worker that tells people ended by itself" in said


def test_the_mail_catcher_keeps_a_mail_as_it_came(tmp_path: Path) -> None:
    from scripts.mail_catcher import MailCatcher

    with MailCatcher(tmp_path) as catcher, smtplib.SMTP(catcher.host, catcher.port) as client:
        client.sendmail("hoego@example.org", ["jiwoo@example.org"], "Subject: hello\r\n\r\nwords\r\n")
    (kept,) = tmp_path.glob("*.eml")
    assert kept.read_bytes() == b"Subject: hello\r\n\r\nwords\r\n"


def _read_until(running: subprocess.Popen[str], words: str) -> str:
    assert running.stdout
    said = ""
    for line in running.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(said)


def _kill_child(running: subprocess.Popen[str], argument: str) -> None:
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    if not children.exists():
        pytest.skip("needs Linux")
    until = time.monotonic() + LONG_ENOUGH
    while time.monotonic() < until:  # a child that has just begun does not say yet what it runs
        for child in re.findall(r"\d+", children.read_text()):
            if argument in Path(f"/proc/{child}/cmdline").read_text().split("\0"):
                os.kill(int(child), signal.SIGKILL)
                return
        time.sleep(0.05)
    raise AssertionError(f"no child runs with {argument}")
