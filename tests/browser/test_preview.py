"""What one writes, as its readers will see it, beside the form."""
from __future__ import annotations

import pytest
from playwright.sync_api import expect

from app.cohorts.models import Membership
from tests.browser.conftest import OpenFor

pytestmark = pytest.mark.browser
FORM = "/c/ai-7/weeks/9/review"


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_the_preview_opens_beside_the_form_and_follows_what_is_saved(open_for: OpenFor, camper: Membership, phone: bool) -> None:
    page = open_for(camper, phone=phone)
    page.goto(FORM)
    page.locator("[name=title]").fill("느린 한 주")
    page.locator("[name=went_well-0-text]").fill("**먼저** 물었다")
    if phone:
        page.locator(".rest > summary").click()
    page.get_by_role("button", name="미리 보기").click()

    panel = page.locator("[data-preview-panel]")
    expect(panel.get_by_role("heading", name="느린 한 주")).to_be_visible()
    expect(panel.locator("strong", has_text="먼저")).to_be_visible()
    expect(panel.locator("form, [id]")).to_have_count(0)
    assert page.url.endswith(FORM)

    page.locator("[name=closing]").fill("끝으로")
    expect(panel.get_by_text("끝으로")).to_be_visible()


def test_without_script_the_preview_is_a_page(open_for: OpenFor, camper: Membership) -> None:
    page = open_for(camper, script=False)
    page.goto(FORM)
    page.locator("[name=title]").fill("느린 한 주")
    page.get_by_role("button", name="저장", exact=True).first.click()
    page.get_by_role("link", name="미리 보기").first.click()

    expect(page.get_by_role("heading", name="느린 한 주", level=1)).to_be_visible()
