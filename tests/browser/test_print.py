"""Check 48: on paper a review is its words alone, and its links say where they lead."""
from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import world as worlds
from tests.browser.conftest import OpenFor

CHROME = (".top", ".foot", ".weeks", ".btn", ".comment", ".skip")
AFTER = "link => getComputedStyle(link, '::after').content"


@pytest.fixture
def world(app):
    return worlds.build()


def test_a_review_on_paper_has_no_chrome_and_its_links_have_addresses(world: worlds.World, open_for: OpenFor):
    page = open_for(world.peer, dark=True)
    page.goto(f"/c/ai-7/reviews/{world.review.id}")
    page.emulate_media(media="print", color_scheme="dark")
    for part in CHROME:
        for found in page.locator(part).all():
            expect(found).to_be_hidden()
    outward = page.locator("article.sheet a[href^=http]")
    assert outward.count()
    for link in outward.all():
        assert str(link.get_attribute("href")) in link.evaluate(AFTER)
    for selector in (".entry", ".reply"):
        assert page.locator(selector).first.evaluate("part => getComputedStyle(part).breakInside") == "avoid"
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
