"""Every page, in light and dark, Korean and English, wide and on a phone: nothing that shuts somebody out, nothing in the wrong language."""
from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser import world as worlds
from tests.browser.conftest import OpenFor
from tests.browser.pages import PAGES
from tests.browser.walking import walk

AXE = Axe().axe_script
STRICT = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SIGHTS = [("ko", False, False), ("ko", True, True), ("en", True, False), ("en", False, True)]  # language, phone, dark: each pair of choices is seen
PARTS = 3  # of all pages: several tests, so that several processes look at once


@pytest.fixture
def world(app):
    return worlds.build()


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize(("language", "phone", "dark"), SIGHTS)
def test_every_page_is_for_everybody(language: str, phone: bool, dark: bool, part: int, world: worlds.World, open_for: OpenFor):
    wrong: dict[str, object] = {}
    for name, page in walk(open_for, world, PAGES[part::PARTS], language=language, phone=phone, dark=dark):
        if found := faults(page, colours=language == "ko"):  # both looks and both widths; what colour a word has is no matter of language
            wrong[name] = found
        elif scrolls_sideways(page):
            wrong[name] = "scrolls sideways"
        elif page.locator("h1").count() != 1:
            wrong[name] = "not one h1"
    assert wrong == {}


def faults(page: Page, *, colours: bool = True) -> list[str]:
    # What follows one down the page covers this or that halfway, wherever one is.
    page.evaluate("document.querySelectorAll('.toc, .savebar').forEach((bar) => { bar.style.position = 'static'; })")
    if not page.evaluate("() => 'axe' in window"):
        page.add_init_script(AXE)  # half a megabyte: for what this page shows next it is there already
        page.evaluate(AXE)
    found = page.evaluate("(options) => axe.run(options).then((results) => results.violations)",
                          {**STRICT, "rules": {"color-contrast": {"enabled": colours}}})
    return [f"{violation['id']}: {node['html'][:160]}" for violation in found for node in violation["nodes"]]


def scrolls_sideways(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
