"""The mission's loop, in Korean, by three people in three browsers: filed → in the queue → claimed and answered → told → read and remarked on."""
from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenFor
from tests.reviews import likeness

SIGHTS = [pytest.param(False, True, id="wide"), pytest.param(True, True, id="phone"), pytest.param(True, False, id="phone-without-script"),
          pytest.param(False, False, id="wide-without-script")]
ANSWER = "길이가 다른 문장을 한 배치로 묶을 때예요. `pad_sequence`를 부르는 함수를 넘기면 됩니다.\n\n```python\nDataLoader(data, collate_fn=pad)\n```"
REMARK = "이 한 걸음이 다음 주를 바꿀 거예요."


@pytest.mark.parametrize(("phone", "script"), SIGHTS)
def test_from_a_filed_review_to_an_answer_and_a_remark(phone: bool, script: bool, open_for: OpenFor, camper, peer, mentor):
    camper_page = open_for(camper, phone=phone, script=script)
    file_the_week(camper_page, told_first=script and not phone)

    mentor_page = open_for(mentor, phone=phone, script=script)
    answer_the_first(mentor_page)

    camper_page.goto("/c/ai-7/")
    expect(camper_page.get_by_role("link", name=re.compile("알림, 안 읽은 것 1개"))).to_be_visible()
    read_the_answer(camper_page)

    peer_page = open_for(peer, phone=phone, script=script)
    remark_on_the_first_action(peer_page)

    camper_page.goto("/c/ai-7/notices/")
    expect(camper_page.get_by_text("김서연 님이 내 회고에 댓글을 남겼어요")).to_be_visible()
    camper_page.get_by_role("button", name=likeness.TITLE).click()
    expect(camper_page.get_by_text(REMARK).first).to_be_visible()


def file_the_week(page: Page, told_first: bool) -> None:
    """Without script and on a phone a page tells what filing will do; elsewhere the open form has told."""
    page.goto("/c/ai-7/")
    page.get_by_role("link", name="회고 쓰기").click()
    page.locator("[name=title]").fill(likeness.TITLE)
    for section, rows in likeness.SECTIONS.items():
        for number, row in enumerate(rows):
            write_row(page, section, number, row)
    page.locator("[name=closing]").fill(likeness.CLOSING)
    page.get_by_role("button", name="올리기", exact=True).click()
    if not told_first:
        page.get_by_role("button", name="올리기", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(likeness.TITLE)
    receipt = page.locator(".receipt")
    expect(receipt).to_contain_text("collate_fn")
    expect(receipt).to_contain_text("einsum")
    sheet = page.locator("article.sheet")
    expect(sheet.locator(".chip.open")).to_have_count(2)
    expect(sheet.locator(".chip.answered")).to_have_count(3)
    for words in ("파이프라인, 스키마, 비용", "늦게 온 데이터를 다시 넣는 일이 절반이다", "정리: 분석가가 길을 찾으면", "타이머를 켜고 시작하기", "내 걸음"):
        expect(sheet).to_contain_text(words)
    expect(sheet.locator("ul.pm").first.locator("li")).to_have_count(3)
    expect(sheet.locator("ul.pm.minus li")).to_have_count(3)


def write_row(page: Page, section: str, number: int, row: dict[str, str]) -> None:
    written = page.locator(f"[data-rows={section}] [data-list] > [data-row]")
    while written.count() <= number:
        page.locator(f"[data-rows={section}] button[name=add]").click()
    for name, text in row.items():
        put(written.nth(number).locator(f"[name^={section}-][name$=-{name}]"), text)


def put(field: Locator, text: str) -> None:
    kind = field.evaluate("field => field.type")
    if kind == "checkbox":
        field.set_checked(bool(text))
    elif kind == "select-one":
        field.select_option(text)
    else:
        field.fill(text)


def answer_the_first(page: Page) -> None:
    page.goto("/c/ai-7/queue/")
    expect(page.get_by_role("heading", level=1)).to_have_text("답변을 기다리는 질문 2개")
    page.get_by_role("listitem").filter(has_text="collate_fn").get_by_role("button", name="맡아서 답하기").click()
    expect(page.locator(".chip.mentor").filter(has_text="남음")).to_be_visible()
    page.locator("textarea[name=text]").fill(ANSWER)
    page.locator("#writing-form button[name=kind][value=answer]").click()
    expect(page.locator("article.reply")).to_contain_text("pad_sequence")
    expect(page.locator("header .chip.answered").first).to_be_visible()
    page.goto("/c/ai-7/queue/")
    expect(page.get_by_role("heading", level=1)).to_have_text("답변을 기다리는 질문 1개")


def read_the_answer(page: Page) -> None:
    page.goto("/c/ai-7/notices/")
    expect(page.get_by_text("박민서 님이 내 질문에 답했어요")).to_be_visible()
    page.get_by_role("button", name=re.compile("collate_fn")).click()
    expect(page.locator("article.reply .highlight, article.reply pre")).to_contain_text("collate_fn=pad")
    page.get_by_role("link", name=likeness.TITLE).click()
    expect(page.locator("article.sheet article.reply").filter(has_text="pad_sequence")).to_be_visible()


def remark_on_the_first_action(page: Page) -> None:
    page.goto("/c/ai-7/")
    page.get_by_role("link", name=likeness.TITLE).click()
    action = likeness.ACTIONS[0]["text"]
    page.get_by_role("link", name=re.compile(f"^댓글.*{re.escape(action[:8])}")).click()
    page.locator("form.tight textarea[name=text]").fill(REMARK)
    page.get_by_role("button", name="남기기").click()
    expect(page.locator(".note").filter(has_text=REMARK)).to_be_visible()
