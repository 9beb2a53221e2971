"""Looking back on last week, and noting something down during the week, in a browser: with script, without, by keyboard, with a network that is gone."""
from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.cohorts.models import Membership
from app.extensions import db
from app.reviews.models import EntryRow, FollowUp, QuestionRow, Review
from tests import factories
from tests.browser.conftest import OpenFor

FORM = "/c/ai-7/weeks/9/review"


@pytest.fixture
def last_week(camper: Membership) -> Review:
    review = factories.review(camper, number=8, questions=(QuestionRow("아직 모르는 것?", key="why"),),
                              entries=(EntryRow("action", "저녁 산책", key="walk", note="9시에"), EntryRow("study_topic", "SQL", key="sql")))
    db.session.commit()
    return review


def kept() -> dict[str, tuple[str, str]]:
    db.session.rollback()
    found = {row.key: (row.outcome, row.word) for row in db.session.scalars(select(FollowUp).execution_options(populate_existing=True))}
    db.session.rollback()  # a reader that stays would stop the server from writing
    return found


def item(page: Page, words: str):
    return page.locator("[data-carried-item]", has_text=words)


def pressed(page: Page, words: str, tick: str):
    return item(page, words).locator(f"[data-tick={tick}]")


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("place", [FORM, "/c/ai-7/"])
def test_a_tick_is_kept_in_place_and_said(open_for: OpenFor, camper, last_week, place: str, phone: bool):
    page = open_for(camper, phone=phone, language="en")
    page.goto(place)
    page.evaluate("window.stayed = true")

    pressed(page, "저녁 산책", "partly").click()

    expect(pressed(page, "저녁 산책", "partly")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-carried-said]")).to_have_text("Noted: you did some of it.")
    expect(pressed(page, "저녁 산책", "partly")).to_be_focused()
    expect(item(page, "저녁 산책").locator("[name=again]")).to_be_visible()
    assert page.evaluate("window.stayed")
    assert kept() == {"walk": ("partly", "")}
    pressed(page, "저녁 산책", "partly").click()
    expect(pressed(page, "저녁 산책", "partly")).to_have_attribute("aria-pressed", "false")
    assert kept() == {}


def test_a_word_is_kept_as_it_is_typed_and_stays_when_a_tick_is_pressed(open_for: OpenFor, camper, last_week):
    page = open_for(camper, language="en")
    page.goto(FORM)
    field = item(page, "저녁 산책").locator("[data-word]")
    field.fill("이틀은 걸었다")
    expect(page.locator("[data-carried-said]")).to_have_text("The word is kept.")
    assert kept() == {"walk": ("", "이틀은 걸었다")}

    field.fill("사흘")
    pressed(page, "저녁 산책", "did").click()
    expect(pressed(page, "저녁 산책", "did")).to_have_attribute("aria-pressed", "true")
    expect(field).to_have_value("사흘")
    assert kept() == {"walk": ("did", "사흘")}


def test_by_keyboard_alone(open_for: OpenFor, camper, last_week):
    page = open_for(camper)
    page.goto(FORM)
    pressed(page, "저녁 산책", "did").focus()
    page.keyboard.press("Tab")
    expect(pressed(page, "저녁 산책", "partly")).to_be_focused()
    page.keyboard.press("Space")
    expect(pressed(page, "저녁 산책", "partly")).to_have_attribute("aria-pressed", "true")
    expect(pressed(page, "저녁 산책", "partly")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(pressed(page, "저녁 산책", "did")).to_have_attribute("aria-pressed", "true")
    assert kept() == {"walk": ("did", "")}


def test_an_answer_of_ones_own_is_left_in_place(open_for: OpenFor, camper, last_week):
    page = open_for(camper)
    page.goto(FORM)
    page.locator("#title").fill("쓰던 제목")
    item(page, "아직 모르는 것?").locator("[data-word]").fill("알아냈다")
    pressed(page, "아직 모르는 것?", "answered").click()
    expect(item(page, "아직 모르는 것?").locator(".chip.answered")).to_be_visible()
    expect(page.locator("#title")).to_have_value("쓰던 제목")
    db.session.rollback()
    question = last_week.questions[0]
    db.session.refresh(question)
    assert question.own_answer == "알아냈다"


def test_what_cannot_be_kept_is_said_where_it_stands(open_for: OpenFor, camper, last_week):
    page = open_for(camper, language="en")
    page.goto(FORM)
    pressed(page, "아직 모르는 것?", "answered").click()
    expect(item(page, "아직 모르는 것?").locator(".msg")).to_contain_text("Please write what you found out first.")
    page.context.set_offline(True)
    pressed(page, "저녁 산책", "did").click()
    expect(item(page, "저녁 산책").locator(".msg")).to_contain_text("the connection is gone")
    page.context.set_offline(False)
    pressed(page, "저녁 산책", "did").click()
    expect(pressed(page, "저녁 산책", "did")).to_have_attribute("aria-pressed", "true")
    expect(item(page, "저녁 산책").locator(".msg")).to_have_count(0)


def test_without_script_a_tick_loses_nothing_that_was_typed(open_for: OpenFor, camper, last_week):
    page = open_for(camper, script=False)
    page.goto(FORM)
    page.locator("#title").fill("쓰던 제목")
    page.locator("[data-rows=takeaways] textarea").first.fill("기억할 말")
    item(page, "저녁 산책").locator("[data-word]").fill("이틀")
    pressed(page, "저녁 산책", "not").click()

    expect(pressed(page, "저녁 산책", "not")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#title")).to_have_value("쓰던 제목")
    expect(page.locator("[data-rows=takeaways] textarea").first).to_have_value("기억할 말")
    expect(item(page, "저녁 산책").locator("[data-word]")).to_have_value("이틀")

    item(page, "저녁 산책").locator("[name=again]").click()
    expect(page.locator("[data-rows=actions] textarea").first).to_have_value("저녁 산책")
    expect(page.locator("#title")).to_have_value("쓰던 제목")

    page.goto("/c/ai-7/")
    pressed(page, "SQL", "did").click()
    expect(pressed(page, "SQL", "did")).to_have_attribute("aria-pressed", "true")
    assert kept() == {"walk": ("not", "이틀"), "sql": ("did", "")}


def test_decided_again_it_comes_into_the_form_with_what_is_typed(open_for: OpenFor, camper, last_week):
    page = open_for(camper)
    page.goto(FORM)
    page.locator("#title").fill("쓰던 제목")
    pressed(page, "저녁 산책", "partly").click()
    item(page, "저녁 산책").locator("[name=again]").click()
    page.wait_for_url(f"**{FORM}#h-actions")
    expect(page.locator("[data-rows=actions] textarea").first).to_have_value("저녁 산책")
    expect(page.locator("#title")).to_have_value("쓰던 제목")


# -- noting something down --------------------------------------------------------------------------------------------


def noted(camper: Membership) -> list[str]:
    db.session.rollback()
    review = db.session.scalar(Review.of(camper, factories.week()).options(Review.with_draft()).execution_options(populate_existing=True))
    found = [row["text"] for row in review.document.rows] if review else []
    db.session.rollback()
    return found


@pytest.mark.parametrize("phone", [False, True])
def test_a_line_is_noted_without_leaving_the_page(open_for: OpenFor, camper, phone: bool):
    page = open_for(camper, phone=phone, language="en")
    page.goto("/c/ai-7/questions/")
    page.evaluate("window.stayed = true")
    page.locator(".capture summary").click()
    field = page.locator("#capture-text")
    expect(field).to_be_focused()
    page.locator(".capture .segments label", has_text="Action").click()
    field.fill("매일 걷는다")
    page.locator(".capture form button").click()

    expect(page.locator("[data-capture-said]")).to_contain_text("Noted in this week's review.")
    expect(field).to_have_value("")
    field.fill("하나 더")
    page.keyboard.press("Control+Enter")
    expect(field).to_have_value("")
    assert page.evaluate("window.stayed")
    assert noted(camper) == ["매일 걷는다", "하나 더"]
    page.locator("[data-capture-said] a").click()
    expect(page.locator("[data-rows=actions] textarea").first).to_have_value("매일 걷는다")


def test_c_opens_it_and_escape_closes_it(open_for: OpenFor, camper):
    page = open_for(camper)
    page.goto("/c/ai-7/", wait_until="networkidle")
    page.keyboard.press("c")
    expect(page.locator("#capture-text")).to_be_focused()
    expect(page.locator("#capture-text")).to_have_value("")
    page.keyboard.type("ccc")
    expect(page.locator("#capture-text")).to_have_value("ccc")
    page.keyboard.press("Escape")
    expect(page.locator("#capture-text")).to_be_hidden()
    expect(page.locator(".capture summary")).to_be_focused()


def test_what_could_not_be_sent_stays_typed(open_for: OpenFor, camper):
    page = open_for(camper, language="en")
    page.goto("/c/ai-7/", wait_until="networkidle")
    page.keyboard.press("c")
    page.locator("#capture-text").fill("잊기 전에")
    page.context.set_offline(True)
    page.locator(".capture form button").click()
    expect(page.locator("[data-capture-said]")).to_contain_text("What you wrote stays here.")
    expect(page.locator("#capture-text")).to_have_value("잊기 전에")
    page.context.set_offline(False)
    page.locator(".capture form button").click()
    expect(page.locator("#capture-text")).to_have_value("")
    assert noted(camper) == ["잊기 전에"]


def test_without_script_it_comes_back_to_where_one_was(open_for: OpenFor, camper):
    page = open_for(camper, script=False, language="en")
    page.goto("/c/ai-7/questions/?state=open")
    page.locator(".capture summary").click()
    page.locator("#capture-text").fill("잊기 전에")
    page.locator(".capture form button").click()

    assert page.url.endswith("/c/ai-7/questions/?state=open")
    expect(page.locator(".flash")).to_contain_text("Noted in this week's review. · Open it")
    assert noted(camper) == ["잊기 전에"]
    page.locator(".capture summary").click()
    page.locator(".capture form button").click()
    expect(page.locator("main .msg")).to_contain_text("Please write something first.")


@pytest.mark.parametrize("phone", [False, True])
def test_it_lies_over_no_bar_of_the_form(open_for: OpenFor, camper, phone: bool):
    page = open_for(camper, phone=phone)
    page.goto(FORM)
    expect(page.locator(".capture")).to_have_count(0)
    page.goto("/c/ai-7/questions/new")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    button, pill = page.locator("main form button.go").bounding_box(), page.locator(".capture summary").bounding_box()
    assert button and pill
    apart = button["x"] + button["width"] <= pill["x"] or pill["y"] + pill["height"] <= button["y"] or button["y"] + button["height"] <= pill["y"]
    assert apart, (button, pill)


def test_a_word_typed_while_the_network_is_gone_is_sent_when_it_is_back(open_for: OpenFor, camper, last_week):
    page = open_for(camper, language="en")
    page.goto(FORM, wait_until="networkidle")
    page.context.set_offline(True)
    item(page, "저녁 산책").locator("[data-word]").fill("이틀은 걸었다")
    expect(item(page, "저녁 산책").locator(".msg")).to_contain_text("the connection is gone")
    page.context.set_offline(False)
    expect(item(page, "저녁 산책").locator(".msg")).to_have_count(0)
    assert kept() == {"walk": ("", "이틀은 걸었다")}
