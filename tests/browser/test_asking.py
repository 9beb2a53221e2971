"""Asking: what is like it is offered while one types, and its asker is told what becomes of it, wherever they are."""
from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import func, select

from app.extensions import db
from app.questions.models import MeToo, Question
from app.web import clock
from tests import factories

ASKING, WRITING = "/c/ai-7/questions/new", "/c/ai-7/weeks/9/review"
THERE, TYPED = "`torch.gather`는 언제 쓰는 함수인가요?", "torch.gather는 언제 쓰는 함수인가요?"


def hear(page: Page, place: Locator, words: str) -> None:
    """Have the page ask at once, as when the network is back, until it shows these words."""
    for _ in range(20):
        page.evaluate("window.dispatchEvent(new Event('online'))")
        try:
            expect(place).to_contain_text(words, timeout=500)
            return
        except AssertionError:
            continue
    expect(place).to_contain_text(words)


def overlap(one: Locator, other: Locator) -> bool:
    a, b = one.bounding_box(), other.bounding_box()
    assert a
    assert b
    return a["x"] < b["x"] + b["width"] and b["x"] < a["x"] + a["width"] and a["y"] < b["y"] + b["height"] and b["y"] < a["y"] + a["height"]


@pytest.fixture
def there(peer) -> Question:
    """Asked by a peer, and waiting among others."""
    question = factories.question(THERE, peer)
    for number in range(8):
        factories.question(f"{number}번 과제 제출 기한이 언제인가요, 저만 모르나요?", peer)
    db.session.commit()
    return question


@pytest.fixture
def asked(camper) -> Question:
    question = factories.question("stride가 뭔가요?", camper, at=clock.now() - timedelta(hours=1))
    db.session.commit()
    return question


def test_the_same_question_is_found_while_typing_and_joined_instead(open_for, camper, there):
    page = open_for(camper)
    page.goto(ASKING)
    page.locator("#text").press_sequentially(TYPED[:-1])
    before = page.locator("#text").bounding_box()
    similar = page.locator(".similar")
    expect(similar).to_contain_text("torch.gather")
    expect(page.locator("#text")).to_be_focused()
    assert page.locator("#text").bounding_box() == before
    assert similar.bounding_box()["y"] > before["y"]  # type: ignore[index]
    similar.locator("button[data-me-too]").click()
    expect(similar).to_contain_text("답변이 오면 알려 드려요")
    expect(page.locator("#text")).to_have_value(TYPED[:-1])
    with page.context.expect_page() as opened:
        similar.locator("a.q").click()
    expect(opened.value.locator("h1")).to_contain_text("torch.gather")

    db.session.rollback()
    assert db.session.scalar(select(MeToo.question_id).where(MeToo.member_id == camper.id)) == there.id
    assert db.session.scalar(select(func.count(Question.id)).where(Question.author_id == camper.id)) == 0


def test_an_answer_is_told_while_a_review_is_written_and_nothing_typed_is_lost(open_for, camper, mentor, asked):
    page = open_for(camper)
    page.goto(WRITING)
    page.wait_for_load_state("networkidle")
    title = page.locator("#title")
    title.press_sequentially("쓰는 중인 ")
    db.session.refresh(asked)
    reply = factories.reply(asked, mentor, at=clock.now())
    db.session.commit()
    told = page.locator("[data-told]")
    hear(page, told, "박민서")
    expect(title).to_be_focused()
    title.press_sequentially("한 주")
    assert not overlap(told.locator(".telling"), title)
    expect(page.locator(".bell .dot")).to_have_text("1")
    expect(told.locator("a")).to_have_attribute("href", f"/c/ai-7/questions/{asked.id}#reply-{reply.id}")
    told.locator("a").click()
    expect(page.locator(f"#reply-{reply.id}")).to_be_visible()
    expect(page.locator(".bell .dot")).to_have_count(0)
    page.goto(WRITING)
    expect(page.locator("#title")).to_have_value("쓰는 중인 한 주")


def test_seen_then_being_answered_then_answered(open_for, camper, mentor, asked):
    page, at_the_mentors = open_for(camper), open_for(mentor)
    place = f"/c/ai-7/questions/{asked.id}"
    page.goto(place)
    page.wait_for_load_state("networkidle")
    standing = page.locator("[data-standing]")
    expect(standing).to_contain_text("아직 열어 본 멘토가 없어요")
    at_the_mentors.goto(place)
    hear(page, standing, "박민서 님이 읽었어요")
    page.locator("#text").fill("덧붙이는 말")
    before = page.locator("#text").bounding_box()
    db.session.rollback()
    db.session.refresh(asked)
    asked.claim_for(mentor, clock.now())
    db.session.commit()
    hear(page, standing, "박민서 님이 답을 쓰고 있어요")
    factories.reply(asked, mentor, "자리 사이의 거리예요", at=clock.now())
    db.session.commit()
    hear(page, page.locator("[data-told]"), "답변이 왔어요")
    assert page.locator("#text").bounding_box() == before
    expect(page.get_by_text("자리 사이의 거리예요")).to_have_count(0)
    page.locator("#text").fill("")
    page.locator("[data-told] a").click()
    expect(page.get_by_text("자리 사이의 거리예요")).to_be_visible()


def test_on_a_phone_in_the_rows_of_a_review(open_for, camper, mentor, there, asked):
    page = open_for(camper, phone=True)
    page.goto(WRITING)
    page.wait_for_load_state("networkidle")
    field = page.locator("[name^=questions-][name$=-text]").first
    field.press_sequentially(TYPED)
    expect(page.locator(".similar")).to_contain_text("torch.gather")
    page.locator(".similar button[data-me-too]").tap()
    expect(page.locator(".similar")).to_contain_text("답변이 오면 알려 드려요")
    db.session.refresh(asked)
    factories.reply(asked, mentor, at=clock.now())
    db.session.commit()
    field.focus()
    told = page.locator("[data-told]")
    hear(page, told, "박민서")
    assert not overlap(told.locator(".telling"), field)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    told.get_by_role("button").tap()
    expect(told.locator(".telling")).to_have_count(0)
    expect(field).to_have_value(TYPED)


def test_without_script_it_is_shown_once_and_asked_all_the_same(open_for, camper, there):
    page = open_for(camper, script=False)
    page.goto(ASKING)
    page.fill("#text", TYPED)
    page.locator("form:has(#text) button.go").click()
    expect(page.locator(".similar")).to_contain_text("torch.gather")
    expect(page.locator("#text")).to_have_value(TYPED)
    page.locator("form:has(#text) button.go").click()
    page.wait_for_url(re.compile(r"/questions/\d+"))
    expect(page.locator("h1")).to_have_text(TYPED)
