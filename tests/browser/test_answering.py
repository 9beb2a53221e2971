"""The desk of whoever answers: nothing typed is lost, the claim goes with the typing, and the next question is one key away."""
from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Select, select, update

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import Question, ReplyDraft, Snippet
from app.web import clock
from tests import factories
from tests.browser.conftest import OpenFor

TEXT = "index가 가리키는 자리의 값을 모아 와요."
KEPT = "() => Object.keys(localStorage).filter((key) => key.startsWith('hoego-kept'))"


@pytest.fixture
def question(camper: Membership) -> Question:
    return factories.question("torch.gather 사용법은?", camper, at=clock.now() - timedelta(hours=20))


def at_the_desk(page: Page, question: Question) -> None:
    page.goto(f"/c/ai-7/questions/{question.id}/answer")
    page.wait_for_selector("form[data-unsaved]")


def expect_saved(page: Page) -> None:
    expect(page.locator("#writing-form[data-unsaved=no]")).to_be_attached(timeout=15_000)
    expect(page.locator("[data-state]")).to_have_text(re.compile(r"\d\d:\d\d"))


def stands(page: Page, how: str) -> None:
    expect(page.locator(f"[data-claim][data-stands={how}]")).to_be_attached()


def asked(statement: Select[Any]) -> Any:
    """What the database says, by a connection of its own: nothing here keeps the server from writing."""
    db.session.commit()
    with db.engine.connect() as connection:
        return connection.scalar(statement)


def held_by(question: Question) -> int | None:
    return asked(select(Question.claimed_by_id).where(Question.id == question.id))


def wait_until(told: Callable[[], bool]) -> None:
    until = time.monotonic() + 5
    while not told() and time.monotonic() < until:
        time.sleep(0.1)
    assert told()


def saved(question: Question) -> str | None:
    return asked(select(ReplyDraft.text).where(ReplyDraft.question_id == question.id))


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "390 px"])
def test_a_draft_outlives_a_closed_tab_and_a_lost_network(phone, open_for: OpenFor, mentor, question):
    page = open_for(mentor, phone=phone)
    at_the_desk(page, question)
    page.fill("#text", TEXT)
    expect_saved(page)
    stands(page, "mine")
    assert saved(question) == TEXT
    assert page.evaluate(KEPT) == []

    page.context.set_offline(True)
    page.locator("#text").press_sequentially(" 하나 더")
    expect(page.locator("[data-bar]")).to_have_attribute("data-stands", "ill", timeout=15_000)
    assert len(page.evaluate(KEPT)) == 1
    page.close(run_before_unload=False)
    page.context.set_offline(False)
    again = page.context.new_page()
    at_the_desk(again, question)
    expect(again.locator("#text")).to_have_value(TEXT)
    again.locator("[data-back]").click()
    expect(again.locator("#text")).to_have_value(re.compile("하나 더"))
    expect_saved(again)
    assert "하나 더" in (saved(question) or "")
    assert again.evaluate(KEPT) == []
    assert again.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_two_pages_of_one_draft_are_both_shown(open_for: OpenFor, peer, question):
    first = open_for(peer)
    first.goto(f"/c/ai-7/questions/{question.id}")
    second = first.context.new_page()
    second.goto(f"/c/ai-7/questions/{question.id}")
    first.fill("#text", "하나")
    expect_saved(first)
    second.fill("#text", "둘")
    expect(second.locator("[data-theirs]").first).to_have_text("하나")
    second.locator("[data-take=both]").click()
    expect(second.locator("#text")).to_have_value("하나\n\n둘")
    expect_saved(second)
    assert saved(question) == "하나\n\n둘"


def test_leaving_gives_the_claim_back_and_reloading_takes_it_again(open_for: OpenFor, mentor, question):
    page = open_for(mentor)
    page.goto("/c/ai-7/queue/")
    page.get_by_role("button", name="맡아서 답하기").click()
    page.wait_for_url("**/answer")
    stands(page, "mine")
    page.reload()
    page.wait_for_load_state("networkidle")
    stands(page, "mine")
    wait_until(lambda: held_by(question) == mentor.id)
    page.get_by_role("link", name="질문 페이지").click()
    page.wait_for_url(f"**/questions/{question.id}")
    wait_until(lambda: held_by(question) is None)


def test_taken_over_while_typing_the_text_stays_and_it_says_who_has_it(open_for: OpenFor, mentor, another_mentor, question):
    page = open_for(mentor)
    at_the_desk(page, question)
    page.fill("#text", TEXT)
    expect_saved(page)
    stands(page, "mine")
    db.session.execute(update(Question).values(claimed_until=clock.now() + timedelta(minutes=30), claimed_by_id=another_mentor.id))
    db.session.commit()
    page.locator("#text").press_sequentially(" 더")
    stands(page, "theirs")
    expect(page.locator("[data-said]")).to_contain_text(another_mentor.name)
    expect_saved(page)
    page.locator("button[name=kind][value=answer]").click()
    expect(page.locator("article.reply")).to_contain_text(TEXT)


def test_from_a_snippet_to_the_next_question(open_for: OpenFor, mentor, peer, question):
    following = factories.question("다음 질문이에요", peer)
    Snippet.written(mentor, "인사", "좋은 질문이에요.", clock.now())
    db.session.commit()
    page = open_for(mentor)
    at_the_desk(page, question)
    page.fill("#text", TEXT)
    page.locator("[data-snippets] summary").click()
    page.get_by_role("button", name="넣기").click()
    expect(page.locator("#text")).to_have_value(f"{TEXT}\n좋은 질문이에요.")
    page.get_by_role("button", name="미리 보기").click()
    expect(page.locator("[data-preview-sheet]")).to_contain_text("좋은 질문이에요.")
    page.locator("button[name=kind][value=answer]").click()
    expect(page.locator(".flash")).to_contain_text("다음 질문이에요")
    assert saved(question) is None
    assert page.evaluate(KEPT) == []
    page.locator("h1").click()
    page.keyboard.press("n")
    page.wait_for_url(f"**/questions/{following.id}/answer")
    stands(page, "mine")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_the_same_as_another_side_by_side(script, open_for: OpenFor, mentor, peer, question):
    other = factories.question("stride가 무엇인가요", peer)
    page = open_for(mentor, script=script)
    page.goto(f"/c/ai-7/questions/{question.id}/answer")
    page.fill("#text", TEXT)
    page.fill("#same-query", "stride")
    page.locator("[data-same]").click()
    page.wait_for_url("**same=stride**")
    expect(page.locator("#text")).to_have_value(TEXT)
    page.get_by_role("link", name=re.compile("나란히 보기")).click()
    expect(page.locator(".halves article")).to_have_count(2)
    page.get_by_role("button", name="네, 같은 질문으로 닫을게요").click()
    page.wait_for_url(f"**/questions/{question.id}")
    assert asked(select(Question.duplicate_of_id).where(Question.id == question.id)) == other.id


def test_without_script_a_draft_is_saved_looked_at_and_posted(open_for: OpenFor, mentor, question):
    page = open_for(mentor, script=False)
    page.goto(f"/c/ai-7/questions/{question.id}/answer")
    page.get_by_role("button", name="맡아서 답하기").click()
    page.fill("#text", f"**{TEXT}**")
    page.get_by_role("button", name="미리 보기").click()
    expect(page.locator("[data-previewed] strong")).to_have_text(TEXT)
    page.get_by_role("link", name="이어서 쓰기").click()
    expect(page.locator("#text")).to_have_value(f"**{TEXT}**")
    page.locator("button[name=kind][value=answer]").click()
    expect(page.locator("article.reply strong")).to_have_text(TEXT)
