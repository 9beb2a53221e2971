"""`make pictures`: the pictures of docs/pictures/, taken of the demo cohort in a real browser.

The cohort is made anew in a database that is gone afterwards; what `make run` keeps is not touched. What shows moments in words
("2 hours ago", the due day) differs from day to day, everything else is the same each time.
"""
from __future__ import annotations

import os
import secrets
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, StorageState, sync_playwright

import instance

sys.path.insert(0, str(instance.ROOT))
from tests.bench.serving import serving
from tests.chromium import QUIET, installed

PICTURES = instance.ROOT / "docs" / "pictures"
# It draws the same on every machine.
DRAWING = ["--hide-scrollbars", "--force-color-profile=srgb", "--font-render-hinting=none"]
WIDE, PHONE = 1280, 390
PASSWORD = "hoego-demo"
LOCALES = {"ko": "ko-KR", "en": "en-US"}
HEAVIEST = 300_000  # bytes


@dataclass(frozen=True)
class Picture:
    """What `who` sees after `come_to` has led their page there."""

    name: str
    who: str
    come_to: Callable[[Page], None]
    language: str = "ko"
    width: int = WIDE
    height: int = 900
    dark: bool = False


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        environ = _environment(Path(folder))
        for command in (("db", "upgrade"), ("demo",)):
            if instance.run(environ, "flask", "--app", "wsgi", *command):
                sys.exit("The demo cohort could not be made.")
        with serving("wsgi:app", environ) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=installed(), args=QUIET + DRAWING)
            try:
                _take_all(browser, address)
            finally:
                browser.close()


def _take_all(browser: Browser, address: str) -> None:
    signed_in = {who: _sign_in(browser, address, who) for who in dict.fromkeys(picture.who for picture in ALL)}
    for picture in ALL:
        path = PICTURES / f"{picture.name}.png"
        _take(browser, address, picture, signed_in[picture.who], path)
        if (weight := path.stat().st_size) > HEAVIEST:
            sys.exit(f"{path.name} has {weight:,} bytes: too many for a page that shows it.")
        print(f"{path.relative_to(instance.ROOT)}  {weight // 1000} kB", flush=True)


def _take(browser: Browser, address: str, picture: Picture, state: StorageState, path: Path) -> None:
    phone = picture.width == PHONE
    with browser.new_context(base_url=address, storage_state=state, viewport={"width": picture.width, "height": picture.height}, device_scale_factor=1,
                             locale=LOCALES[picture.language], color_scheme="dark" if picture.dark else "light", reduced_motion="reduce",
                             has_touch=phone, is_mobile=phone) as context:
        page = context.new_page()
        picture.come_to(page)
        page.evaluate("document.fonts.ready")
        page.screenshot(path=path, animations="disabled")


def _sign_in(browser: Browser, address: str, who: str) -> StorageState:
    with browser.new_context(base_url=address) as context:
        page = context.new_page()
        page.goto("/sign-in")
        page.locator("[name=address]").fill(f"{who}@demo.example")
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main form .btn.go").click()
        page.wait_for_url("**/c/demo/")
        return context.storage_state()


def _environment(folder: Path) -> dict[str, str]:
    """No setting of another Hoego, and a database of its own."""
    system = {name: value for name, value in os.environ.items() if not name.startswith("HOEGO_")}
    database = f"sqlite:///{folder / 'hoego.sqlite'}"
    return {**system, "PYTHONPATH": str(instance.ROOT), "HOEGO_SECRET_KEY": secrets.token_urlsafe(48), "DATABASE_URL": database}


# -- the ways to what is shown -----------------------------------------------------------------------------------------

def _at(path: str) -> Callable[[Page], None]:
    def come_to(page: Page) -> None:
        page.goto(path)

    return come_to


def _filed_without_a_title(page: Page) -> None:
    page.goto("/c/demo/weeks/9/review")
    page.locator("[name=title]").fill("")
    page.locator(".savebar .btn.go").click()
    page.locator(".input.error").first.wait_for()
    page.evaluate("window.scrollTo(0, 0)")  # the summary had the focus, and the page stood at it


def _to(path: str, link: str) -> Callable[[Page], None]:
    """From a list to what the link with these words leads to."""
    def come_to(page: Page) -> None:
        page.goto(path)
        page.get_by_role("link", name=link).first.click()
        page.wait_for_load_state()

    return come_to


ALL = (
    Picture("home", "camper", _at("/c/demo/")),
    Picture("home-phone-dark", "camper", _at("/c/demo/"), width=PHONE, height=844, dark=True),
    Picture("write", "camper", _at("/c/demo/weeks/9/review")),
    Picture("write-error", "camper", _filed_without_a_title),
    Picture("write-phone", "camper", _at("/c/demo/weeks/9/review"), width=PHONE, height=844),
    Picture("read", "peer", _to("/c/demo/weeks/8/", "작게 만들수록 크게 배운다더니"), height=1160),
    Picture("queue-english", "mentor", _at("/c/demo/queue/"), language="en"),
    Picture("question-dark", "peer", _to("/c/demo/questions/?week=8&tag=cnn", "depthwise conv"), dark=True),
    Picture("questions-phone-english", "camper", _at("/c/demo/questions/"), language="en", width=PHONE, height=844),
)

if __name__ == "__main__":
    main()
