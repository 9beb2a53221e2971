"""The rows of the form under one's hands: with script at once, without it by a page that comes back at the same place."""
from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenFor

FORM = "/c/ai-7/weeks/9/review"


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(request, open_for: OpenFor, camper) -> Page:
    page = open_for(camper, script=request.param)
    page.goto(FORM, wait_until="networkidle")
    return page


def texts(page: Page, section: str) -> list[str]:
    return [field.input_value() for field in page.locator(f"[data-rows={section}] [data-list] textarea").all()]


def test_a_row_that_is_added_is_where_one_goes_on_writing(page):
    page.fill("#actions-0-text", "하나")
    page.click("button[name=add][value=actions]")

    expect(page.locator("#actions-1-text")).to_be_focused()
    page.keyboard.type("둘")
    assert texts(page, "actions")[0] == "하나"
    assert page.locator("#actions-1-text").input_value() == "둘"


def test_a_row_is_moved_with_what_is_typed_in_it_and_stays_so_when_it_is_saved(page):
    for number, text in enumerate(["하나", "둘", "셋"]):
        page.fill(f"#went_well-{number}-text", text)
    if page.locator("[data-rows=went_well] [data-grip]").nth(1).is_visible():
        page.locator("[data-rows=went_well] [data-grip]").nth(1).click()
    page.click("button[name=move_up][value=went_well-1]")
    expect(page.locator("[data-rows=went_well] [data-list] textarea").first).to_have_value("둘")
    page.click(".savebar button[value=save]")

    expect(page.locator(".flash")).to_be_visible()
    assert texts(page, "went_well") == ["둘", "하나", "셋"]


def test_a_row_is_taken_out(page):
    for number, text in enumerate(["하나", "둘", "셋"]):
        page.fill(f"#went_well-{number}-text", text)
    page.click("button[name=remove][value=went_well-1]")
    expect(page.locator("[data-rows=went_well] [data-list] textarea")).to_have_count(2)
    page.click(".savebar button[value=save]")

    expect(page.locator(".flash")).to_be_visible()
    assert texts(page, "went_well") == ["하나", "셋"]


def test_enter_in_the_title_saves_and_takes_nothing_out(page):
    page.fill("#went_well-0-text", "하나")
    page.fill("#title", "제목")
    page.press("#title", "Enter")

    expect(page.locator(".flash")).to_be_visible()
    assert texts(page, "went_well") == ["하나"]


def test_from_a_wrong_address_the_summary_leads_to_its_field(page):
    page.fill("#title", "제목")
    page.fill("#resources-0-url", "colab.research.google")
    page.click(".savebar .btn.go")
    page.click(".faults a")

    expect(page.locator("#resources-0-url")).to_be_focused()
    assert page.locator("#resources-0-url").input_value() == "colab.research.google"
