"""Check 6: two tabs, two devices. What touches different places is put together; of the same place both texts are shown, and one chooses."""
from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from app.cohorts.models import Membership
from app.extensions import db
from app.reviews.models import EntryRow, Review
from tests import factories
from tests.browser.conftest import OpenFor
from tests.browser.test_autosave import FORM, at_the_form, crashed_and_opened, document, expect_saved, sizes, state, texts, wait_until_kept

ROWS = ("하나", "둘", "셋")


@pytest.fixture
def begun(camper: Membership) -> Review:
    review = factories.review(camper, filed=False, title="처음 제목", closing="처음 글", entries=tuple(EntryRow("went_well", text) for text in ROWS))
    db.session.commit()
    return review


@pytest.fixture
def two(begun: Review, open_for: OpenFor, camper: Membership) -> tuple[Page, Page]:
    """The same form on a laptop and on a phone, both opened before anything is changed."""
    laptop, phone = open_for(camper), open_for(camper, phone=True)
    for page in (laptop, phone):
        at_the_form(page)
    return laptop, phone


def fields_of(page: Page, section: str = "went_well") -> list[str]:
    return [field.input_value() for field in page.locator(f"[data-rows={section}] [data-list] textarea").all()]


def test_different_fields_are_put_together_and_each_page_learns_what_the_other_did(two):
    laptop, phone = two
    laptop.fill("#title", "노트북에서 고친 제목")
    expect_saved(laptop)
    phone.locator("#closing").focus()
    phone.fill("#closing", "전화기에서 쓴 글")
    expect_saved(phone)

    expect(phone.locator("#title")).to_have_value("노트북에서 고친 제목")
    expect(phone.locator("#closing")).to_be_focused()
    assert (document().title, document().closing) == ("노트북에서 고친 제목", "전화기에서 쓴 글")
    laptop.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(laptop.locator("#closing")).to_have_value("전화기에서 쓴 글")


def test_rows_added_moved_and_taken_out_elsewhere_come_without_disturbing_whoever_types(two):
    laptop, phone = two
    laptop.evaluate("document.querySelector('#went_well-1-text').closest('[data-row]').querySelector('button[name=remove]').click()")
    laptop.locator("[data-rows=went_well] button[name=add]").click()
    laptop.keyboard.type("넷")
    laptop.focus("#went_well-2-text")
    laptop.keyboard.press("Alt+ArrowUp")
    expect_saved(laptop)
    phone.fill("#went_well-0-text", "하나, 전화기에서")
    phone.evaluate("document.querySelector('#went_well-0-text').setSelectionRange(2, 2)")
    expect_saved(phone)

    assert [text for text in fields_of(phone) if text] == ["셋", "하나, 전화기에서", "넷"]
    expect(phone.locator("#went_well-0-text")).to_be_focused()
    assert phone.evaluate("document.querySelector('#went_well-0-text').selectionStart") == 2
    assert texts("went_well") == ["셋", "하나, 전화기에서", "넷"]


def test_a_row_written_in_here_and_taken_out_there_stays(two):
    laptop, phone = two
    laptop.evaluate("document.querySelector('#went_well-1-text').closest('[data-row]').querySelector('button[name=remove]').click()")
    expect_saved(laptop)
    phone.fill("#went_well-1-text", "둘, 더 썼다")
    expect_saved(phone)

    assert texts("went_well") == ["하나", "둘, 더 썼다", "셋"]
    phone.evaluate("document.querySelector('#went_well-2-text').closest('[data-row]').querySelector('button[name=remove]').click()")
    expect_saved(phone)
    laptop.fill("#title", "다음")
    expect_saved(laptop)
    assert [text for text in fields_of(laptop) if text] == ["하나", "둘, 더 썼다"]


def conflicting(two: tuple[Page, Page]) -> Page:
    """The later of the two, which is told."""
    laptop, phone = two
    laptop.fill("#closing", "노트북의 글")
    expect_saved(laptop)
    phone.fill("#closing", "전화기의 글")
    phone.fill("#title", "전화기의 제목")
    expect(phone.locator("[data-both=closing]")).to_be_visible()
    return phone


@pytest.mark.parametrize(("choice", "result"), [("mine", "전화기의 글"), ("saved", "노트북의 글"), ("both", "노트북의 글\n\n전화기의 글")])
def test_of_the_same_field_both_texts_are_shown_and_what_is_chosen_is_saved_at_once(two, choice, result):
    page = conflicting(two)
    piece = page.locator("[data-both=closing]")
    expect(page.locator("[data-called][role=alert]")).to_contain_text("다른 곳에서도")
    expect(piece).to_contain_text("노트북의 글")
    expect(piece).to_contain_text("전화기의 글")
    assert page.input_value("#closing") == "전화기의 글"
    assert (document().closing, document().title) == ("노트북의 글", "전화기의 제목")
    piece.locator(f"input[value={choice}]").click()

    expect_saved(page)
    expect(piece).to_have_count(0)
    assert page.input_value("#closing") == document().closing == result


def test_until_it_is_chosen_what_was_typed_stays_here_and_filing_leads_there_first(two):
    page = conflicting(two)
    page.fill("#closing", "전화기의 글, 이어서")
    wait_until_kept(page, "전화기의 글, 이어서")
    page.click(".savebar .btn.go")
    expect(page.locator("[data-both=closing] input").first).to_be_focused()
    assert page.url.endswith(FORM)
    assert document().closing == "노트북의 글"
    page.locator("[data-both=closing] input[value=both]").click()
    expect_saved(page)
    assert document().closing == "노트북의 글\n\n전화기의 글, 이어서"
    page.click(".savebar .btn.go")
    page.wait_for_url(re.compile(r"/reviews/\d+|/filing$"))


def test_what_a_crash_left_behind_meets_what_was_saved_elsewhere(two):
    laptop, phone = two
    phone.context.route("**/changes", lambda route: route.abort())
    phone.fill("#closing", "전화기에만 있는 글")
    wait_until_kept(phone, "전화기에만")
    laptop.fill("#closing", "노트북의 글")
    expect_saved(laptop)
    again = crashed_and_opened(phone)
    at_the_form(again)
    assert again.input_value("#closing") == "노트북의 글"
    again.locator("[data-back]").click()
    piece = again.locator("[data-both=closing]")
    expect(piece).to_contain_text("노트북의 글")
    expect(piece).to_contain_text("전화기에만 있는 글")
    piece.locator("input[value=both]").click()
    expect_saved(again)
    assert document().closing == "노트북의 글\n\n전화기에만 있는 글"


def test_two_tabs_of_one_browser_keep_each_their_own(begun, open_for, camper):
    first = open_for(camper)
    at_the_form(first)
    second = first.context.new_page()
    at_the_form(second)
    first.context.route("**/changes", lambda route: route.abort())
    first.fill("#title", "첫 탭")
    second.fill("#closing", "둘째 탭")
    wait_until_kept(first, "첫 탭")
    wait_until_kept(first, "둘째 탭")
    third = first.context.new_page()
    at_the_form(third)
    third.wait_for_timeout(600)
    assert third.locator(".kept").count() == 0  # both are open, and save by themselves
    first.context.unroute("**/changes")
    for page in (first, second):
        page.evaluate("window.dispatchEvent(new Event('online'))")
        expect_saved(page)
    assert (document().title, document().closing) == ("첫 탭", "둘째 탭")


@sizes
def test_the_page_with_both_texts_that_comes_without_script_is_taken_over(begun, open_for, camper, phone):
    page = open_for(camper, phone=phone)
    page.goto(FORM)
    page.wait_for_selector("form[data-unsaved]")
    page.evaluate("document.querySelector('form.writing').removeAttribute('data-autosave')")
    html = page.evaluate("""async (address) => {
      const form = document.querySelector('form.writing');
      const body = new FormData(form);
      const send = (closing) => { body.set('closing', closing); return fetch(address, {method: 'POST', body: new URLSearchParams(body)}); };
      await send('먼저 저장한 글');
      return (await send('나중의 글')).text();
    }""", FORM)
    page.route("**" + FORM, lambda route: route.fulfill(status=409, content_type="text/html; charset=utf-8", body=html))
    page.goto(FORM)
    page.wait_for_selector("form[data-unsaved]")
    piece = page.locator("[data-both=closing]")
    expect(piece).to_be_visible()
    assert page.input_value("#closing") == "나중의 글"
    piece.locator("input[value=both]").click()

    expect_saved(page)
    expect(state(page)).to_contain_text("저장")
    assert document().closing == "먼저 저장한 글\n\n나중의 글"
