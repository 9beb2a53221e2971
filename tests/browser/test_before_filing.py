"""What filing will do is told before: live in the open form, by a page without script; the same of both."""
from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from app.reviews.models import QuestionRow
from tests import factories
from tests.browser.conftest import OpenFor

FORM = "/c/ai-7/weeks/9/review"


def question(page: Page, number: int, text: str, answer: str = "") -> None:
    page.fill(f"#questions-{number}-text", text)
    page.fill(f"#questions-{number}-own_answer", answer)


def asked(page: Page, group: str = "asked") -> list[str]:
    return [" ".join(item.split()) for item in page.locator(f"dd[data-group={group}] li").all_inner_texts()]


def test_the_open_form_tells_what_will_be_asked_and_of_whom_and_one_press_files(app, open_for: OpenFor, camper):
    page = open_for(camper)
    page.goto(FORM, wait_until="networkidle")
    line = page.locator("[data-line]")
    expect(line).to_contain_text("제목이 아직 없어요")
    expect(line).to_contain_text("멘토에게 묻는 것 없음")

    page.fill("#title", "한 주")
    question(page, 0, "`gather`는 **언제** 쓰나요?\n\n코드")
    expect(line).not_to_contain_text("제목이 아직 없어요")
    expect(line).to_contain_text("멘토에게 물어요: gather는 언제 쓰나요?")
    expect(line).to_contain_text("우리 기수 모두가 읽을 수 있어요")

    page.click("button[name=add][value=questions]")
    question(page, 1, "화살표뿐인 것", "→")
    page.check("[name=questions-1-without_name]")
    page.click("button[name=add][value=questions]")
    question(page, 2, "혼자 찾은 것", "답")
    page.locator(".before > summary").click()
    expect(page.locator("dd[data-group=asked] li")).to_have_count(2)
    assert asked(page) == ["gather는 언제 쓰나요?", "화살표뿐인 것 이름 없이"] or asked(page)[1].startswith("화살표뿐인 것 이름 없이")

    expect(page.locator("[data-whole-cohort]")).to_be_hidden()
    page.select_option("[name=audience]", "mentors")
    expect(page.locator("[data-whole-cohort]")).to_be_visible()
    expect(line).to_contain_text("멘토와 운영진이 읽을 수 있어요")
    page.uncheck("[name=questions-0-asks_mentors]")
    expect(page.locator("dd[data-group=asked] li")).to_have_count(1)
    page.check("[name=questions-0-asks_mentors]")
    page.click("button[name=remove][value=questions-1]")
    expect(page.locator("dd[data-group=asked] li")).to_have_count(1)

    page.locator(".savebar button.go").click()
    expect(page.locator(".receipt")).to_be_visible()
    expect(page.locator(".receipt li")).to_have_count(1)


def test_of_a_filed_review_the_form_tells_what_changes_for_others(app, open_for: OpenFor, camper, peer):
    review = factories.review(camper, questions=tuple(QuestionRow(name, key=name) for name in ("stays", "gone", "found", "replied")))
    factories.reply(review.questions[3], peer)
    page = open_for(camper)
    page.goto(FORM, wait_until="networkidle")
    line = page.locator("[data-line]")
    expect(line).to_contain_text("새로 묻는 것 없음")
    page.locator(".before > summary").click()

    page.fill("#questions-2-own_answer", "찾았다")
    page.click("button[name=remove][value=questions-3]")
    page.click("button[name=remove][value=questions-1]")
    expect(page.locator("dd[data-group=taken_back] li")).to_have_text(["gone"])
    expect(page.locator("dd[data-group=answered] li")).to_have_text(["found"])
    expect(page.locator("dd[data-group=staying] li")).to_have_text(["replied"])
    page.check("[name=questions-0-without_name]")
    expect(page.locator("dd[data-group=renamed] li")).to_have_text([re.compile("stays 이름 없이")])
    page.select_option("[name=audience]", "team")
    expect(page.locator("[data-narrows]")).to_be_visible()
    expect(line).to_contain_text("거두는 질문이 있어요")

    page.click(".savebar button.go")
    expect(page.locator(".receipt")).to_contain_text("고친 것을 올렸어요")


def test_where_the_script_is_missing_the_page_tells_and_one_can_go_back(app, open_for: OpenFor, camper):
    page = open_for(camper)
    page.context.route(re.compile("before_filing"), lambda route: route.abort())
    page.goto(FORM, wait_until="networkidle")
    page.fill("#title", "한 주")
    question(page, 0, "왜 그런가요?")
    expect(page.locator(".before")).to_be_hidden()
    page.click(".savebar button.go")

    expect(page.get_by_role("heading", level=1)).to_have_text("올리기 전에")
    assert asked(page) == ["왜 그런가요?"]
    page.get_by_role("link", name="이어서 쓰기").click()
    expect(page.locator("#title")).to_have_value("한 주")
    page.go_back()
    page.get_by_role("button", name="올리기", exact=True).click()
    expect(page.locator(".receipt")).to_be_visible()


def test_from_a_filed_review_back_to_a_draft_and_an_earlier_version_without_script(app, open_for: OpenFor, camper):
    factories.review(camper, title="처음 제목")
    page = open_for(camper, script=False)
    page.goto(FORM)
    page.fill("#title", "다른 제목")
    page.click(".savebar button.go")
    page.get_by_role("button", name="고친 것 올리기").click()
    page.get_by_role("link", name="올린 기록").first.click()
    page.get_by_role("link", name="1번째 판").click()
    page.get_by_role("button", name="이 판을 불러와 이어 쓰기").click()
    expect(page.locator("#title")).to_have_value("처음 제목")
    page.goto(f"{FORM}/filing")
    page.get_by_role("button", name="고친 것 따로 두기").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("다른 제목")
    page.get_by_role("link", name="올린 기록").first.click()
    page.get_by_role("button", name="올린 것 거두기").click()
    expect(page.locator(".flash")).to_contain_text("거두었어요")
    expect(page.locator("#title")).to_have_value("다른 제목")
