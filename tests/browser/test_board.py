"""The board on a phone: the page stands still, the table scrolls in its own frame and the names stay."""
from __future__ import annotations

from playwright.sync_api import expect

from app.cohorts.models import Membership
from app.extensions import db
from tests import factories
from tests.browser.conftest import OpenFor


def test_on_a_phone_the_weeks_scroll_beside_the_names(camper: Membership, staff: Membership, open_for: OpenFor) -> None:
    review = factories.review(camper, number=1, audience="mentors", title="첫 주")
    db.session.commit()
    page = open_for(staff, phone=True)
    page.goto("/c/ai-7/board/")
    frame = page.get_by_role("region", name="캠퍼 × 주차")
    name, week = frame.get_by_role("rowheader", name="한지우"), frame.get_by_role("link", name="1주차 늦게")
    before = name.bounding_box()

    frame.evaluate("frame => frame.scrollLeft = frame.scrollWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert frame.evaluate("frame => frame.scrollLeft") > 100 and name.bounding_box() == before
    week.click()
    expect(page).to_have_url(f"{page.url.split('/c/')[0]}/c/ai-7/reviews/{review.id}")
    expect(page.get_by_role("heading", name="첫 주")).to_be_visible()
