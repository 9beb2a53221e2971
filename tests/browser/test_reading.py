"""Reading in a browser: remarks that crowd leave the text where it is, and the four words are said without leaving the place."""
from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from app.comments.models import Reaction
from app.extensions import db
from app.reviews.models import EntryRow, Review
from tests import factories
from tests.browser.conftest import OpenFor
from tests.browser.test_every_page import faults, scrolls_sideways

BETWEEN = """() => { const entries = [...document.querySelectorAll('.sheet > .entry')].map((entry) => entry.getBoundingClientRect());
  return entries.slice(1).map((entry, place) => Math.round(entry.top - entries[place].bottom)); }"""
OVERLAPPING = """() => { const asides = [...document.querySelectorAll('.sheet > aside')].map((aside) => aside.getBoundingClientRect());
  return asides.slice(1).filter((aside, place) => aside.top < asides[place].bottom - 1).length; }"""
BELOW_THE_SHEET = """() => { const end = document.querySelector('.sheet').getBoundingClientRect().bottom;
  return [...document.querySelectorAll('.sheet > aside')].filter((aside) => aside.getBoundingClientRect().bottom > end + 1).length; }"""
WIDE_THINGS = ("```python\n" + "x = torch.arange(6).view(2, 3).t().contiguous().view(-1)  # " + "길다 " * 60 + "\n```\n\n"
               "| " + " | ".join(f"열{number}" for number in range(30)) + " |\n" + "|---" * 30 + "|\n" + "| 긴말긴말긴말 " * 30 + "|")


@pytest.fixture
def crowded(camper, peer, mentor) -> Review:
    """One-line entries, each with more in its margin than it is high."""
    review = factories.review(camper, entries=tuple(EntryRow("takeaway", f"한 줄 {number}") for number in range(8)))
    for entry in review.entries:
        for number in range(5):
            factories.comment(review, mentor, "긴 말이에요. " * 40 if number % 2 else "짧은 말\n\n두 줄", entry_id=entry.id)
        factories.reaction(review, peer, "thanks", entry_id=entry.id)
    db.session.commit()
    return review


def address(review: Review) -> str:
    return f"/c/ai-7/reviews/{review.id}"


def test_remarks_that_crowd_do_not_push_the_text_apart(crowded: Review, peer, open_for: OpenFor):
    page = open_for(peer)
    page.goto(address(crowded))
    expect(page.locator(".sheet.apart")).to_have_count(1)
    assert page.evaluate(BETWEEN) == [0] * 7
    assert page.evaluate(OVERLAPPING) == page.evaluate(BELOW_THE_SHEET) == 0

    page.locator(".long > summary").first.click()
    page.wait_for_function("document.querySelector('.long').open")
    page.wait_for_timeout(100)
    assert page.evaluate(BETWEEN) == [0] * 7
    assert page.evaluate(OVERLAPPING) == page.evaluate(BELOW_THE_SHEET) == 0


def test_without_script_they_stand_apart_as_well(crowded: Review, peer, open_for: OpenFor):
    page = open_for(peer, script=False)
    page.goto(address(crowded))
    assert page.evaluate(OVERLAPPING) == page.evaluate(BELOW_THE_SHEET) == 0
    assert all(-1 <= gap < 400 for gap in page.evaluate(BETWEEN))


def test_made_narrow_they_stand_under_what_they_are_about(crowded: Review, peer, open_for: OpenFor):
    page = open_for(peer)
    page.goto(address(crowded))
    expect(page.locator(".sheet.apart")).to_have_count(1)
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".sheet.apart")).to_have_count(0)
    first, second = page.locator(".sheet > .entry").nth(0).bounding_box(), page.locator(".sheet > .entry").nth(1).bounding_box()
    remark = page.locator(".sheet > aside").first.bounding_box()
    assert first and second and remark
    assert first["y"] + first["height"] <= remark["y"] + 1 and remark["y"] + remark["height"] <= second["y"] + 1
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("phone", [False, True])
def test_a_word_is_said_in_place_by_keyboard_alone(crowded: Review, peer, open_for: OpenFor, phone: bool):
    page = open_for(peer, phone=phone)
    page.goto(address(crowded))
    page.wait_for_load_state("networkidle")  # before its script is there the word is said by a form
    where = page.url
    here = page.locator(f"#words-on-entry-{crowded.entries[2].id}")
    here.locator("> details > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert focused(page) == "나도 그래요"
    page.keyboard.press("Enter")
    expect(here.locator(".said")).to_contain_text("나도 그래요 · 김서연")
    expect(here.locator("button[value=me_too]")).to_have_attribute("aria-pressed", "true")
    assert (focused(page), page.url) == ("나도 그래요", where)
    assert faults(page) == []

    page.keyboard.press("Enter")
    expect(here.locator(".said")).not_to_contain_text("나도 그래요")
    page.keyboard.press("Escape")
    assert focused(page).startswith("반응")
    expect(here.locator("> details")).not_to_have_attribute("open", "")


def test_where_the_way_is_cut_the_form_goes_by_itself(crowded: Review, peer, open_for: OpenFor):
    page = open_for(peer)
    page.add_init_script("window.fetch = () => Promise.reject(new TypeError('cut'))")
    page.goto(address(crowded))
    page.locator("#words-on- button[value=cheering]").click()
    page.wait_for_url("**#words-on-")
    expect(page.locator("#words-on- .said")).to_contain_text("응원해요 · 김서연")


def test_without_script_a_word_is_said_and_the_page_comes_back_there(crowded: Review, peer, open_for: OpenFor):
    page = open_for(peer, phone=True, script=False)
    page.goto(address(crowded))
    here = page.locator(f"#words-on-entry-{crowded.entries[5].id}")
    here.locator("> details > summary").click()
    here.locator("button[value=learned]").click()
    page.wait_for_url(f"**#words-on-entry-{crowded.entries[5].id}")
    expect(here.locator(".said")).to_contain_text("배웠어요 · 김서연")
    expect(here).to_be_in_viewport()
    db.session.rollback()
    assert db.session.query(Reaction).filter_by(entry_id=crowded.entries[5].id, word="learned").count() == 1


def test_a_remark_is_edited_in_its_place(crowded: Review, mentor, peer, open_for: OpenFor):
    page = open_for(mentor, phone=True)
    page.goto(address(crowded))
    first = page.locator("aside .note").first
    first.get_by_role("link", name="고치기").click()
    expect(page.locator("aside textarea")).to_be_focused()
    page.locator("aside textarea").fill("다시 쓴 말")
    page.get_by_role("button", name="이렇게 고치기").click()
    expect(first.locator("> .prose")).to_have_text("다시 쓴 말")
    first.locator(".earlier > summary").click()
    expect(first.locator(".earlier .prose")).to_contain_text("짧은 말")
    assert faults(page) == []


@pytest.mark.parametrize("phone", [False, True])
def test_what_is_wide_scrolls_inside_itself(camper, mentor, peer, open_for: OpenFor, phone: bool):
    review = factories.review(camper, entries=(EntryRow("takeaway", WIDE_THINGS), EntryRow("action", WIDE_THINGS, note=WIDE_THINGS)), closing=WIDE_THINGS)
    factories.comment(review, mentor, WIDE_THINGS, entry_id=review.entries[0].id)
    factories.comment(review, mentor, WIDE_THINGS)
    db.session.commit()
    page = open_for(peer, phone=phone)
    page.goto(address(review))
    page.locator(".long > summary").click()
    assert not scrolls_sideways(page)
    assert page.evaluate("""() => { const sheet = document.querySelector('.sheet').getBoundingClientRect();
      return [...document.querySelectorAll('.sheet pre, .sheet .wide')].filter((each) => each.getBoundingClientRect().right > sheet.right).length; }""") == 0
    assert faults(page) == []


def test_a_long_review_begins_with_its_contents(camper, peer, open_for: OpenFor):
    review = factories.review(camper, entries=tuple(EntryRow(section, f"말 {number}") for section in ("takeaway", "action") for number in range(100)))
    db.session.commit()
    page = open_for(peer, phone=True)
    page.goto(address(review))
    page.locator("nav.contents").get_by_role("link", name="적용점").click()
    expect(page.locator("#actions")).to_be_in_viewport()
    assert not scrolls_sideways(page)


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.innerText.trim()")
