"""A real browser on a real server: the app as it is served, with its own processes, on the database of this test process."""
from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from app.accounts.models import Device
from app.cohorts.models import Membership
from app.extensions import db
from app.web import clock

ROOT = Path(__file__).parent.parent.parent
PLACES = count(1)
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
# A browser that is started for tests looks for nothing on the network.
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(whole_app: Flask, settings: dict[str, object]) -> Iterator[str]:
    """The address of a server with four threads on this test process's database."""
    port = free_port()
    process = started(port, settings)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        ended(process)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def started(port: int, settings: dict[str, object], *, workers: int = 1) -> subprocess.Popen[bytes]:
    """A server on this test process's database, once it answers. A worker of it that dies is replaced, as where it is served to people."""
    address = f"http://127.0.0.1:{port}"
    environ = {**os.environ, "HOEGO_TRUSTED_PROXIES": "1", "HOEGO_SECRET_KEY": str(settings["SECRET_KEY"]), "DATABASE_URL": str(settings["SQLALCHEMY_DATABASE_URI"]), "HOEGO_BASE_URL": address}
    command = [str(Path(sys.executable).with_name("granian")), "wsgi:app", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1", "--port", str(port),
               "--workers", str(workers), "--blocking-threads", "4", "--respawn-failed-workers", "--respawn-interval", "1", "--log-level", "warning"]
    process = subprocess.Popen(command, cwd=ROOT, env=environ, start_new_session=True)
    _wait(f"{address}/healthz", process)
    return process


def ended(process: subprocess.Popen[bytes], *, at_once: bool = False) -> None:
    """Ended as by an operator, or, `at_once`, as by a loss of power: it and its workers."""
    if at_once:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    installed = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    browser = playwright.chromium.launch(executable_path=installed, args=QUIET)
    yield browser
    browser.close()


OpenFor = Callable[..., Page]


@pytest.fixture
def open_for(app: Flask, server: str, chromium: Browser) -> Iterator[OpenFor]:
    """`open_for(member, phone=True, language="en", dark=True, script=False)`: a page of a new browser in which they are signed in.

    Each comes from a place of its own, as through a proxy: the server outlives the test, and what it limits by place is not shared among tests.
    A fault of a script, or something that the policy forbids, fails the test.
    """
    with contextlib.ExitStack() as opened:
        faults: list[str] = []

        def open_page(member: Membership | None = None, *, phone: bool = False, language: str = "ko", dark: bool = False, script: bool = True) -> Page:
            context = chromium.new_context(base_url=server, viewport=PHONE if phone else WIDE, locale={"ko": "ko-KR", "en": "en-US"}[language],  # type: ignore[arg-type]
                                           color_scheme="dark" if dark else "light", java_script_enabled=script, has_touch=phone,
                                           extra_http_headers={"X-Forwarded-For": f"2001:db8:{next(PLACES):x}::1"})
            opened.callback(context.close)
            if member is not None:
                sign_in(app, context, server, member)
            page = context.new_page()
            page.set_default_timeout(10_000)
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("console", lambda message: faults.append(message.text) if message.type == "error" and "Failed to load resource" not in message.text else None)
            return page

        yield open_page
        assert faults == []


def sign_in(app: Flask, context: BrowserContext, server: str, member: Membership) -> None:
    _device, token = Device.signed_in(member.account, "Chromium", clock.now())
    db.session.commit()
    signer: Any = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    context.add_cookies([{"name": "hoego", "value": signer.dumps({"device": token, "_permanent": True}), "url": server}])


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended by itself ({process.returncode})")
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(address, timeout=5).close()
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not answer in time")
