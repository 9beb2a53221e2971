"""Check 46: every job by keyboard alone, the focus always to be seen, nothing too small to hit, 400 % without sideways scrolling."""
from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from app.extensions import db
from tests import factories
from tests.browser import world as worlds
from tests.browser.conftest import OpenFor
from tests.browser.test_every_page import scrolls_sideways
from tests.browser.walking import named, walk

FARTHEST = 250  # presses of Tab to anything
WITH_CONTROLS = ("sign-in", "profile", "new-cohort", "home-camper", "home-mentor", "member-staff", "teams-staff", "settings", "notices", "week",
                 "write-draft", "read-own", "read-peer", "questions", "question-answered", "question-anonymous", "ask", "queue")

# Of what has the focus: null where all is well, else what is not. A radio without a look of its own shows its focus on the span after it.
UNSEEN = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return 'end';
  const shown = focused.closest('.scale') ? focused.nextElementSibling : focused;
  const name = focused.cloneNode(false).outerHTML.slice(0, 140);
  const style = getComputedStyle(shown);
  if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return 'no outline: ' + name;
  const box = shown.getBoundingClientRect();
  if (!box.width || !box.height) return 'no size: ' + name;
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth), top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  if (right - left < 1 || bottom - top < 1) return 'outside the window: ' + name;
  for (const [x, y] of [[.5, .5], [.1, .5], [.9, .5], [.5, .2], [.5, .8]]) {
    const there = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
    if (there && (shown.contains(there) || there.contains(shown) || focused.contains(there))) return null;
  }
  return 'covered: ' + name;
}"""

# What can be pressed and is smaller than 24 px either way. A label presses its box; a link in a sentence is as high as its line.
TOO_SMALL = """() => {
  const small = [];
  for (const thing of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
    if (!thing.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) || thing.closest('.visually-hidden, [hidden]') || thing.tabIndex < 0) continue;
    const boxes = [thing, ...(thing.labels ?? [])].map((each) => each.getBoundingClientRect());
    if (boxes[0].right <= 0 || boxes[0].bottom + scrollY <= 0) continue; // the way past the menu, until it has the focus
    const wide = Math.max(...boxes.map((box) => box.width)), high = Math.max(...boxes.map((box) => box.height));
    if (wide >= 23.9 && high >= 23.9) continue;
    const around = thing.parentElement;
    const words = [...around.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join('');
    if (thing.localName === 'a' && getComputedStyle(thing).display === 'inline' && (words || thing.closest('.prose'))) continue;
    small.push(`${Math.round(wide)}×${Math.round(high)} ${thing.cloneNode(false).outerHTML.slice(0, 120)} ${thing.textContent.trim().slice(0, 20)}`);
  }
  return small;
}"""


@pytest.fixture
def world(app):
    return worlds.build()


def test_the_main_loop_without_a_mouse(app, open_for: OpenFor, camper, peer, mentor):
    db.session.commit()
    page = open_for()
    sign_in(page, camper.account.address)
    file_a_review(page)
    review = page.url.partition("?")[0]
    answer(open_for(mentor))
    comment(open_for(peer), review)
    accept(page)
    switch_language(page)


def sign_in(page: Page, address: str) -> None:
    page.goto("/sign-in")
    page.keyboard.type(address)  # the first field has the focus
    page.keyboard.press("Tab")
    page.keyboard.type(factories.PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="회고 쓰기")).to_be_visible()


def file_a_review(page: Page) -> None:
    press(page, page.get_by_role("link", name="회고 쓰기"))
    expect(page.locator("[name=title]")).to_be_visible()
    go_to(page, page.locator("[name=title]"))
    page.keyboard.type("손가락만으로 쓴 한 주")
    questions = page.locator("[data-rows=questions]")
    rows = questions.locator("[data-list] > [data-row]")
    go_to(page, rows.nth(0).locator("textarea").first)
    page.keyboard.type("첫 질문")
    page.keyboard.press("Control+Enter")
    expect(rows).to_have_count(2)
    expect(rows.nth(1).locator("textarea").first).to_be_focused()
    page.keyboard.type("둘째 질문")
    page.keyboard.press("Alt+ArrowUp")
    expect(rows.nth(0).locator("textarea").first).to_have_value("둘째 질문")
    expect(rows.nth(0).locator("textarea").first).to_be_focused()
    expect(questions.get_by_role("status")).to_have_text("2개 중 1번째 자리로 옮겼어요.")
    page.keyboard.press("Alt+ArrowDown")
    expect(rows.nth(1).locator("textarea").first).to_have_value("둘째 질문")
    press(page, rows.nth(1).locator("[name=remove]"), "Space")
    expect(rows).to_have_count(1)
    back = questions.locator(".gone button")
    expect(back).to_be_focused()
    expect(questions.get_by_role("status")).to_contain_text("둘째 질문")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(2)
    expect(rows.nth(1).locator("textarea").first).to_be_focused()
    go_to(page, page.locator("[name=energy]").first)
    for _step in range(4):
        page.keyboard.press("ArrowRight")
    expect(page.locator("[name=energy][value='4']")).to_be_checked()
    go_to(page, page.locator("[name=audience]"))
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=audience]")).to_have_value("team")
    press(page, page.get_by_role("button", name="올리기", exact=True))
    expect(page.locator(".receipt[role=status]")).to_contain_text("둘째 질문")


def answer(page: Page) -> None:
    page.goto("/c/ai-7/queue/")
    press(page, page.get_by_role("button", name=re.compile("맡아서 답하기.*첫 질문")))
    expect(page.locator("#reply")).to_be_visible()
    go_to(page, page.locator("#reply textarea"))
    page.keyboard.type("이렇게 해 보세요.")
    press(page, page.locator("#writing-form > .row > button").first)
    expect(page.locator("article.reply")).to_contain_text("이렇게 해 보세요.")


def comment(page: Page, review: str) -> None:
    page.goto(review)
    press(page, page.locator("#comments a.comment"))
    expect(page.locator("#comments textarea")).to_be_focused()
    page.keyboard.type("같이 걸어요.")
    press(page, page.locator("#comments form.tight button"))
    expect(page.locator("#comments .note")).to_contain_text("같이 걸어요.")


def accept(page: Page) -> None:
    page.goto("/c/ai-7/")
    press(page, page.locator("a.bell[data-news]"))
    press(page, page.get_by_role("button", name="첫 질문"))
    press(page, page.get_by_role("button", name=re.compile("답 박민서|박민서")).first, "Space")
    expect(page.locator("article.reply .chip.answered")).to_be_visible()


def switch_language(page: Page) -> None:
    press(page, page.locator(".menu summary"))
    expect(page.locator(".menu .panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".menu .panel")).to_be_hidden()
    expect(page.locator(".menu summary")).to_be_focused()
    page.keyboard.press("Space")
    press(page, page.locator(".menu").get_by_role("button", name="English"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def go_to(page: Page, place: Locator) -> None:
    """Tab until it has the focus; of radios of one name, whichever is first."""
    expect(place).to_be_visible()
    for _press in range(FARTHEST):
        if place.evaluate("field => field === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not come to {place}")


def press(page: Page, place: Locator, key: str = "Enter") -> None:
    go_to(page, place)
    page.keyboard.press(key)
    page.wait_for_load_state()


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_the_focus_is_always_seen(phone: bool, world: worlds.World, open_for: OpenFor):
    pages = named(*(("write-draft", "read-peer", "question-anonymous") if phone else WITH_CONTROLS))
    unseen: dict[str, list[str]] = {}
    for name, page in walk(open_for, world, pages, phone=phone):
        page.evaluate("document.activeElement.blur()")
        for _press in range(FARTHEST):
            page.keyboard.press("Tab")
            if (fault := page.evaluate(UNSEEN)) == "end":
                break
            if fault:
                unseen.setdefault(name, []).append(fault)
        else:
            unseen.setdefault(name, []).append("the end is not reached")
    assert unseen == {}


def test_everything_can_be_hit_and_fits_at_400_percent(world: worlds.World, open_for: OpenFor):
    small, wide = {}, []
    for name, page in walk(open_for, world, phone=True):
        if found := page.evaluate(TOO_SMALL):
            small[name] = found
        page.set_viewport_size({"width": 320, "height": 256})
        if scrolls_sideways(page):
            wide.append(name)
        page.set_viewport_size({"width": 390, "height": 844})
    assert small == {}
    assert wide == []


def test_what_happened_is_announced(world: worlds.World, open_for: OpenFor):
    page = open_for(world.camper)
    page.goto("/c/ai-7/weeks/9/review")
    expect(page.locator(".savebar [data-state]")).to_have_text(re.compile("저장"))
    page.locator(".savebar button[value=save]").click()
    expect(page.get_by_role("status").filter(has_text=re.compile("저장했어요")).first).to_be_visible()
    page.goto("/c/ai-7/questions/new")
    page.locator("main form button.go").click()
    expect(page.get_by_role("alert")).to_be_focused()
