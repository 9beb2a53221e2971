"""Six people meet over their week, on a projector, on phones, and one comes late."""
from __future__ import annotations

import re

from playwright.sync_api import expect

from app.cohorts.models import Membership
from tests.browser.conftest import OpenFor
from tests.browser.session_story import LINES, Story

TEN_MINUTES_FAST = "const real = Date; Date = class extends real { constructor(...at) { super(...(at.length ? at : [real.now() + 600000])); } static now() { return real.now() + 600000; } };"


def test_a_whole_session_of_six(story: Story, members: dict[str, Membership], open_for: OpenFor):
    story.go_through(open_for(members["정하은"], phone=True), [name for name in members if name != "정하은"])


def test_a_clock_that_is_set_wrong_changes_nothing(story: Story, members: dict[str, Membership], open_for: OpenFor):
    story.next_by("한지우")
    wrong = open_for(members["정하은"], phone=True)
    wrong.context.add_init_script(TEN_MINUTES_FAST)
    story.joined_by("정하은", wrong)

    assert story.agree()


def test_without_script_the_session_goes_on_by_pages(members: dict[str, Membership], open_for: OpenFor):
    page = open_for(members["한지우"], phone=True, script=False)
    page.goto("/c/ai-7/sessions/")
    page.locator("main form[method=post] .btn.go").first.click()
    page.get_by_role("button", name=re.compile("^다음")).click()
    expect(page.get_by_role("timer")).to_be_visible()
    first = page.locator("h1").inner_text()
    page.get_by_role("button", name=re.compile("^다음")).click()
    expect(page.locator("h1")).not_to_have_text(first)
    page.locator("textarea#notes").fill(LINES[0])
    page.get_by_role("button", name="메모 저장").click()
    expect(page.locator("textarea#notes")).to_have_value(LINES[0])
    page.get_by_text("세션 마치기").click()
    page.get_by_role("button", name="마치기", exact=True).click()
    expect(page.locator("article")).to_contain_text(LINES[0])

