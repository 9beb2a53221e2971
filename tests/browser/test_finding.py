"""Finding in a real browser: by keyboard alone, from a phone, while typing, and back to the list as it was left."""
from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from app.extensions import db
from app.search.sources import write_pending
from tests import factories

pytestmark = pytest.mark.browser
LIBRARY = "/c/ai-7/library/"


@pytest.fixture
def answered(camper, mentor):
    for number in range(30):
        factories.question(f"보폭이 {number}일 때 출력 크기는?", camper, tags=("cnn",))
    question = factories.question("보폭과 패딩은 무엇이 다른가요?", camper)
    factories.reply(question, mentor, "보폭은 창이 움직이는 거리예요.")
    write_pending()
    db.session.commit()
    return question


def test_by_keyboard_alone(answered, peer, open_for):
    page: Page = open_for(peer)
    page.goto("/c/ai-7/")
    page.wait_for_load_state("networkidle")  # keys are heard once their module is there
    page.locator("main").press("/")
    page.wait_for_url(f"**{LIBRARY}")
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    page.keyboard.type("보폭 패딩")

    expect(page.locator("[data-found] li.tight")).to_have_count(1)
    expect(page.locator("[data-found-said]")).to_have_text("1개를 찾았어요")
    assert page.evaluate("new URL(location).searchParams.get('q')") == "보폭 패딩"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/questions/{answered.id}")


def test_what_was_looked_for_lately_is_offered_until_it_is_forgotten_or_one_signs_out(answered, peer, open_for):
    page: Page = open_for(peer, phone=True)
    for sent in ("보폭", "패딩", "보폭"):
        page.goto(LIBRARY)
        page.get_by_role("searchbox").fill(sent)
        page.get_by_role("searchbox").press("Enter")
        page.wait_for_load_state()
    page.goto(LIBRARY)
    recent = page.locator("[data-recent]")
    expect(recent.get_by_role("link")).to_have_text(["보폭", "패딩"])
    page.get_by_role("searchbox").fill("패")
    expect(recent).to_be_hidden()
    page.get_by_role("searchbox").fill("")

    recent.get_by_role("button", name="보폭 지우기").click()
    expect(recent.get_by_role("link")).to_have_text(["패딩"])
    recent.get_by_role("link").click()
    expect(page.get_by_role("searchbox")).to_have_value("패딩")

    page.evaluate("document.querySelector('form[data-sign-out]').requestSubmit()")
    page.wait_for_url("**/sign-in")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('hoego-recent'))") == []


def test_back_to_the_list_as_it_was_left_on_a_phone(answered, peer, open_for):
    page: Page = open_for(peer, phone=True)
    page.goto(LIBRARY)
    page.get_by_role("searchbox").fill("보폭")
    expect(page.locator("[data-found] li.tight")).to_have_count(20)
    last = page.locator("[data-found] li.tight a").last
    last.scroll_into_view_if_needed()
    below = page.evaluate("scrollY")
    last.click()
    page.wait_for_url("**/questions/*")
    page.go_back()

    expect(page.get_by_role("searchbox")).to_have_value("보폭")
    expect(page.locator("[data-found] li.tight")).to_have_count(20)
    page.wait_for_function(f"Math.abs(scrollY - {below}) < 200")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_script_the_form_and_the_choices_do_the_same(answered, peer, open_for):
    page: Page = open_for(peer, script=False)
    page.goto(LIBRARY)
    page.get_by_role("searchbox").fill("보폭")
    page.get_by_role("button", name="찾기").click()
    expect(page.locator("[data-found] li.tight")).to_have_count(20)
    page.locator("aside.facets a", has_text="답변됨").click()
    expect(page.locator("[data-found] li.tight")).to_have_count(1)
    page.get_by_role("link", name="답변됨 조건 빼기").click()
    expect(page.locator("[data-found] li.tight")).to_have_count(20)
