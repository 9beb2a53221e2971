"""Check 7: a form that was stopped by an aged token or a session that ended is sent once more, and nothing is typed again."""
from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.extensions import db
from app.questions.models import Question
from tests.browser.conftest import sign_in
from tests.browser.test_autosave import end_sessions

ASKING = "/c/ai-7/questions/new"
TEXT = "<b>왜</b> 흔들리나요?\n\n    들여 쓴 줄 😀"

pytestmark = pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])


def asked() -> list[str]:
    db.session.rollback()
    found = list(db.session.scalars(select(Question.text)))
    db.session.rollback()
    return found


def test_after_an_aged_token(app, open_for, camper, server, script):
    page = open_for(camper, script=script)
    page.goto(ASKING)
    page.fill("#text", TEXT)
    page.context.clear_cookies()
    sign_in(app, page.context, server, camper)  # a new session, a new token
    page.locator("form:has(#text) button.go").click()
    expect(page.locator("form[data-again] textarea").first).to_have_value(TEXT)
    page.locator("form[data-again] button").click()

    page.wait_for_url(re.compile(r"/questions/\d+"))
    assert asked() == [TEXT]


def test_after_the_session_ended(app, open_for, camper, server, script):
    page = open_for(camper, script=script)
    page.goto(ASKING)
    page.fill("#text", TEXT)
    end_sessions(camper)
    page.locator("form:has(#text) button.go").click()
    expect(page.locator("form[data-again] a")).to_have_attribute("target", "_blank")
    page.context.clear_cookies()
    sign_in(app, page.context, server, camper)
    page.locator("form[data-again] button").click()
    if not script:
        page.locator("form[data-again] button").click()  # the page that came back has the token of the new session

    page.wait_for_url(re.compile(r"/questions/\d+"))
    assert asked() == [TEXT]
