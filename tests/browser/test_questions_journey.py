"""The life of a question, by a camper and two mentors in three browsers: asked → seen → claimed, refused to the second → answered → told → accepted →
reopened → answered again."""
from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenFor

SIGHTS = [pytest.param(False, True, id="wide"), pytest.param(True, True, id="phone"), pytest.param(False, False, id="wide-without-script"),
          pytest.param(True, False, id="phone-without-script")]
QUESTION = "`optimizer.step()`을 한 번 빼먹으면 손실이 그대로인 이유가 무엇인가요?"
FIRST, SECOND = "가중치를 바꾸는 것은 `step()`뿐이라서요.", "`backward()`는 기울기만 쌓아요. 그래서 `zero_grad()`도 따로 불러요."
WHY = "기울기는 왜 쌓이는지 아직 모르겠어요"


@pytest.mark.parametrize(("phone", "script"), SIGHTS)
def test_asked_seen_claimed_answered_told_accepted_reopened_and_answered_again(phone: bool, script: bool, open_for: OpenFor, camper, mentor, another_mentor):
    asker, first, second = (open_for(member, phone=phone, script=script) for member in (camper, mentor, another_mentor))
    question = ask(asker)
    line = asker.locator("[data-asker]")
    expect(line).to_contain_text("아직")

    first.goto("/c/ai-7/queue/")
    second.goto("/c/ai-7/queue/")
    if script:  # it is the open page that says so; without script claiming does
        first.goto(question)
        expect(first.get_by_role("heading", level=1)).to_contain_text("optimizer.step()")
        expect(line).to_contain_text("박민서", timeout=45_000)
        first.goto("/c/ai-7/queue/")

    take(first)
    expect(first).to_have_url(re.compile("/answer$"))
    take(second)  # her page is from before
    expect(second.locator("main, .flash").filter(has_text="박민서").first).to_be_visible()
    expect(second).not_to_have_url(re.compile("/answer$"))
    asker.goto(question)
    expect(line).to_contain_text("박민서")

    asker.goto("/c/ai-7/")
    answer(first, FIRST)
    if script:
        expect(asker.locator("[data-told]")).to_contain_text("박민서 님이 내 질문에 답했어요", timeout=60_000)
    asker.goto("/c/ai-7/notices/")
    expect(asker.get_by_text("박민서 님이 내 질문에 답했어요").first).to_be_visible()

    asker.goto(question)
    expect(asker.locator("article.reply")).to_contain_text(FIRST.replace("`", ""))
    press(asker, "form[action$='/acceptance'] button")
    expect(asker.locator("article.reply .chip.answered")).to_be_visible()

    asker.locator("[name=word]").last.fill(WHY)
    press(asker, "form[action$='/reopening'] button.btn")
    expect(asker.locator("header .chip.open").first).to_be_visible()
    expect(asker.locator("article.reply .chip.answered")).to_have_count(0)
    expect(asker.locator("main")).to_contain_text(WHY)

    second.goto("/c/ai-7/queue/")
    take(second)
    answer(second, SECOND)
    asker.goto(question)
    expect(asker.locator("header .chip.answered").first).to_be_visible()
    expect(asker.locator("article.reply")).to_have_count(2)


def ask(page: Page) -> str:
    """The address of the question."""
    page.goto("/c/ai-7/questions/new")
    page.locator("[name=text]").first.fill(QUESTION)
    press(page, "main form[data-once] button.go, main form[method=post] button.go")
    expect(page).to_have_url(re.compile(r"/questions/\d+"))
    return page.url.split("#")[0].split("?")[0]


def take(page: Page) -> None:
    press(page, "form[action$='/claim'] button")


def answer(page: Page, text: str) -> None:
    page.locator("#writing-form textarea[name=text]").fill(text)
    press(page, "#writing-form button.go")


def press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.locator(button).first.click()
