"""Opening every page in as few browsers as there are people, and looking at it."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import OpenFor
from tests.browser.pages import PAGES, PageOf
from tests.browser.world import World


def walk(open_for: OpenFor, world: World, pages: Sequence[PageOf] = tuple(PAGES), width: int = 0, **sight: Any) -> Iterator[tuple[str, Page]]:
    """Each page of `pages` by its name, in one browser a person; `width` in place of the window's."""
    browsers: dict[str | None, Page] = {}
    for page_of in pages:
        if page_of.who not in browsers:
            browsers[page_of.who] = open_for(page_of.member(world), **sight)
            if width:
                browsers[page_of.who].set_viewport_size({"width": width, "height": 640})
        page = browsers[page_of.who]
        page.goto(page_of.path(world))
        yield page_of.name, page
    for page in browsers.values():
        page.context.close()


def named(*names: str) -> list[PageOf]:
    return [page_of for page_of in PAGES if page_of.name in names]
