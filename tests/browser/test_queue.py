"""The queue in a real browser: keys, and what happens while it is read, announced and marked without moving anything."""
from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from app.extensions import db
from app.web import clock
from tests import factories
from tests.browser.conftest import OpenFor

QUEUE = "/c/ai-7/queue/"
ASK = "import(document.getElementById('script').dataset.liveJs).then((live) => live.ask(document.querySelector('[data-queue]')))"


def ask(page: Page) -> None:
    """As if some seconds had gone by."""
    with page.expect_response("**/queue/news*"):
        page.evaluate(ASK)


def top(page: Page, question) -> float:
    return page.locator(f"#q-{question.id}").bounding_box()["y"]  # type: ignore[index]


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_what_happens_meanwhile_is_announced_and_marked_without_moving(phone, open_for: OpenFor, camper, mentor, another_mentor):
    first, second, third = (factories.question(f"질문 {number}", camper) for number in range(3))
    db.session.commit()
    page = open_for(mentor, phone=phone)
    page.goto(QUEUE)
    expect(page.locator("[data-queue] li")).to_have_count(3)
    page.locator(f"#q-{second.id} [data-claim] button").focus()
    before = top(page, third)

    first.claim_for(another_mentor, clock.now())
    factories.reply(second, another_mentor)
    fresh = factories.question("새 질문", camper)
    db.session.commit()
    ask(page)

    expect(page.locator(f"#q-{first.id}")).to_contain_text("최유진 님이 쓰는 중")
    expect(page.locator(f"#q-{first.id} [data-claim]")).to_be_hidden()
    expect(page.locator(f"#q-{second.id} .chip.answered")).to_be_visible()
    expect(page.locator(f"#q-{second.id} a.q")).to_be_focused()
    expect(page.get_by_role("status").get_by_role("link", name="새 질문 1개 보기")).to_be_visible()
    assert abs(top(page, third) - before) < 1
    expect(page.locator("[data-queue] li")).to_have_count(3)

    page.get_by_role("link", name="새 질문 1개 보기").click()
    expect(page.locator(f"#q-{fresh.id} a.q")).to_be_focused()
    expect(page.locator("[data-queue] li")).to_have_count(4)
    expect(page.locator("[data-announced]")).to_be_empty()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    db.session.refresh(first)
    first.release(another_mentor)
    db.session.commit()
    ask(page)
    expect(page.locator(f"#q-{first.id} [data-claim]")).to_be_visible()


def test_keys_walk_take_and_open_and_are_quiet_while_one_types(open_for: OpenFor, camper, mentor, another_mentor):
    first, second = (factories.question(f"질문 {number}", camper) for number in range(2))
    first.claim_for(another_mentor, clock.now())
    db.session.commit()
    page = open_for(mentor)
    page.goto(QUEUE)
    page.wait_for_load_state("networkidle")  # keys are heard once their module is there

    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("질문 맡기")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("j")
    expect(page.locator(f"#q-{first.id} a.q")).to_be_focused()
    page.keyboard.press("c")
    expect(page).to_have_url(f"{page.url.split('/c/')[0]}{QUEUE}")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator(f"#q-{first.id} a.q")).to_be_focused()
    page.locator("#week").focus()
    page.keyboard.press("j")
    expect(page.locator("#week")).to_be_focused()

    page.locator(f"#q-{first.id} a.q").focus()
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.wait_for_url(f"**/questions/{second.id}/answer")
    page.go_back()
    page.locator(f"#q-{first.id} a.q").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/questions/{first.id}")


def test_without_script_it_is_chosen_and_taken_and_the_second_is_told(open_for: OpenFor, camper, mentor, another_mentor):
    question = factories.question("질문", camper, tags=("cv",))
    factories.question("다른 질문", camper)
    db.session.commit()
    page = open_for(mentor, script=False)
    page.goto(QUEUE)
    page.select_option("#tag", "cv")
    page.get_by_role("button", name="보기").click()
    expect(page.locator("[data-queue] li")).to_have_count(1)
    question.claim_for(another_mentor, clock.now())
    db.session.commit()
    page.locator("[data-claim] button").click()

    expect(page.get_by_role("alert")).to_contain_text("최유진 님이 이 질문에 답을 쓰고 있어요.")
    expect(page.locator("[data-queue] li")).to_have_count(1)
    expect(page.locator("[data-queue] li")).to_contain_text("최유진 님이 쓰는 중")
