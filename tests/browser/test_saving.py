"""Found on a phone, saved, come back to, and found under what one saved."""
from __future__ import annotations

from playwright.sync_api import expect

from app.cohorts.models import Membership
from app.extensions import db
from app.search.sources import write_pending
from tests import factories
from tests.browser.conftest import OpenFor


def test_what_was_found_on_a_phone_is_saved_and_the_list_is_where_one_left_it(camper: Membership, peer: Membership, open_for: OpenFor) -> None:
    for number in range(30):
        factories.question(f"보폭 {number}번째", camper)
    write_pending()
    db.session.commit()
    page = open_for(peer, phone=True)
    page.goto("/c/ai-7/library/")
    page.get_by_role("searchbox").fill("보폭")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name="다음 쪽").click()
    last = page.locator("ol.lines > li").last
    title = last.locator("a.q").inner_text()

    last.locator("a.q").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.go_back()
    expect(last.locator("a.q")).to_be_in_viewport()

    last.get_by_role("button", name="저장").click()
    expect(page.get_by_role("status").first).to_contain_text("저장했어요")
    assert "page=2" in page.url
    expect(last.get_by_role("button")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="내가 저장한 글").click()
    expect(page.locator("ol.lines > li")).to_have_count(1)
    expect(page.locator("ol.lines > li")).to_contain_text(title)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="저장됨").click()
    expect(page.get_by_text("아직 저장한 글이 없어요")).to_be_visible()
