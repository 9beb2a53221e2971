"""A real browser on a real server: the app as it is served, with its own processes, on the database of this test process."""
from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from app.cohorts.models import Membership, Team
from tests.browser.session_story import Story, people
from tests.chromium import QUIET, installed
from tests.serving import ended, free_port, signed_in, started

PLACES = count(1)
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(whole_app: Flask, settings: dict[str, object]) -> Iterator[str]:
    """The address of a server of one process on this test process's database."""
    port = free_port()
    process = started(port, settings)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        ended(process)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=installed(), args=QUIET)
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


@pytest.fixture
def members(team: Team) -> dict[str, Membership]:
    """The six of a peer session, by name."""
    return {member.name: member for member in people(team)}


@pytest.fixture
def story(members: dict[str, Membership], open_for: OpenFor, capsys: pytest.CaptureFixture[str]) -> Iterator[Story]:
    """The session that 한지우 opened, on the wall and on three phones; in the end it is printed how long the others' presses took to be seen."""
    story = Story(open_for(members["한지우"]), {name: open_for(members[name], phone=True) for name in ("한지우", "김서연", "윤서준")})
    story.begin("한지우")
    yield story
    if story.delays:
        with capsys.disabled():
            print(f"\n{story.told()}")


def sign_in(app: Flask, context: BrowserContext, server: str, member: Membership) -> None:
    context.add_cookies([{"name": "hoego", "value": signed_in(app, member), "url": server}])
