"""Every page, in light and dark, Korean and English, wide and on a phone: nothing that shuts somebody out, nothing in the wrong language."""
from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser import world as worlds
from tests.browser.conftest import OpenFor
from tests.browser.pages import PAGES, PageOf

axe = Axe()
STRICT = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SIGHTS = [("ko", False, False), ("ko", True, True), ("en", True, False), ("en", False, True)]  # language, phone, dark: each pair of choices is seen


@pytest.fixture
def world(app):
    return worlds.build()


@pytest.mark.parametrize("page_of", PAGES, ids=lambda page_of: page_of.name)
def test_a_page_is_for_everybody(page_of: PageOf, world: worlds.World, open_for: OpenFor):
    for language, phone, dark in SIGHTS:
        page = open_for(page_of.member(world), phone=phone, language=language, dark=dark)
        page.goto(page_of.path(world))
        sight = f"{page_of.name} {language} {'phone' if phone else 'wide'} {'dark' if dark else 'light'}"
        assert faults(page) == [], sight
        assert not scrolls_sideways(page), sight
        assert page.locator("h1").count() == 1, sight
        page.context.close()


def faults(page: Page) -> list[str]:
    # What follows one down the page covers this or that halfway, wherever one is.
    page.evaluate("document.querySelectorAll('.toc, .savebar').forEach((bar) => { bar.style.position = 'static'; })")
    found = axe.run(page, options=STRICT).response["violations"]
    return [f"{violation['id']}: {node['html'][:160]}" for violation in found for node in violation["nodes"]]


def scrolls_sideways(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
