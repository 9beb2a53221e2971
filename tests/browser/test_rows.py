"""The rows of the form under one's hands, with script: by keyboard alone, by mouse and by finger, on a desk and on a phone."""
from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from app.reviews.models import EntryRow
from tests import factories
from tests.browser.conftest import OpenFor

FORM = "/c/ai-7/weeks/9/review"
WORDS = ["하나", "둘", "셋", "넷"]
TEXTS = "(section) => [...document.querySelectorAll(`[data-rows=${section}] [data-row] [name$='-text']`)].map((field) => field.value)"
HEARD = """() => {
  window.heard = [];
  document.addEventListener('hoego:rows', ({ target, detail }) => window.heard.push([target.matches('[data-list]'), detail.change, detail.row.matches('[data-row]')]));
  document.addEventListener('input', ({ target }) => window.heard.push([target.name, 'input']));
}"""


@pytest.fixture(params=[False, True], ids=["wide", "phone"])
def page(request, open_for: OpenFor, camper) -> Page:
    page = open_for(camper, phone=request.param)
    page.goto(FORM, wait_until="networkidle")
    return page


@pytest.fixture
def wide(open_for: OpenFor, camper) -> Page:
    page = open_for(camper)
    page.goto(FORM, wait_until="networkidle")
    return page


@pytest.fixture
def phone(open_for: OpenFor, camper) -> Page:
    page = open_for(camper, phone=True)
    page.goto(FORM, wait_until="networkidle")
    return page


def texts(page: Page, section: str) -> list[str]:
    return page.evaluate(TEXTS, section)


def write(page: Page, section: str, words: list[str] = WORDS) -> None:
    """Rows with these words, typed one under the other."""
    for number, text in enumerate(words):
        rows = page.locator(f"[data-rows={section}] [data-row]")
        if number >= rows.count():
            page.locator(f"[data-rows={section}] button[name=add]").click()
        rows.nth(number).locator("[name$='-text']").fill(text)


def said(page: Page, section: str):
    return page.locator(f"[data-rows={section}] > [role=status]")


def box_of(shown: Locator) -> Any:
    """Where it stands in the window."""
    box = shown.bounding_box()
    assert box is not None
    return box


def by_keyboard(page: Page, selector: str) -> None:
    """Goes on with Tab until the focus is there."""
    for _step in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not lead to {selector}")


def test_by_keyboard_alone_rows_are_added_moved_taken_out_and_brought_back(page):
    page.focus("#actions-0-text")
    page.keyboard.type("하나")
    for text in ("셋", "둘"):
        page.focus("#actions-0-text")
        page.keyboard.press("Control+Enter")
        page.keyboard.type(text)
    assert texts(page, "actions") == ["하나", "둘", "셋"]

    page.keyboard.press("Alt+ArrowDown")
    assert texts(page, "actions") == ["하나", "셋", "둘"]
    expect(said(page, "actions")).to_have_text("3개 중 3번째 자리로 옮겼어요.")
    assert page.evaluate("document.activeElement.value") == "둘"
    page.keyboard.press("Alt+ArrowDown")
    assert texts(page, "actions") == ["하나", "셋", "둘"]
    by_keyboard(page, "[data-grip]")
    page.keyboard.press("ArrowUp")
    assert texts(page, "actions") == ["하나", "둘", "셋"]

    by_keyboard(page, "[name=remove]")
    page.keyboard.press("Enter")
    assert texts(page, "actions") == ["하나", "셋"]
    expect(said(page, "actions")).to_contain_text("둘")
    page.keyboard.press("Enter")
    assert texts(page, "actions") == ["하나", "둘", "셋"]
    assert page.evaluate("document.activeElement.value") == "둘"


def test_each_of_several_removed_rows_comes_back_to_its_own_place(page):
    write(page, "actions")
    for number in (1, 1):
        page.locator("[data-rows=actions] [name=remove]").nth(number).click()
    expect(page.locator("[data-rows=actions] .gone")).to_have_count(2)
    expect(page.locator("[data-rows=actions] .gone button").nth(1)).to_be_focused()

    page.locator("[data-rows=actions] .gone button").first.click()
    assert texts(page, "actions") == ["하나", "둘", "넷"]
    page.locator("[data-rows=actions] .gone button").focus()
    page.keyboard.press("Control+z")
    assert texts(page, "actions") == WORDS


def test_a_mouse_drags_a_row_by_its_grip_and_escape_puts_it_back(wide):
    write(wide, "actions")
    section = wide.locator("[data-rows=actions]")
    section.scroll_into_view_if_needed()
    grips = section.locator("[data-grip]")
    start, end = box_of(grips.nth(0)), box_of(section.locator("[data-row]").nth(2))

    def drag() -> None:
        wide.mouse.move(start["x"] + 8, start["y"] + 8)
        wide.mouse.down()
        wide.mouse.move(start["x"] + 8, end["y"] + end["height"] - 8, steps=5)

    drag()
    expect(section.locator(".drop-before")).to_have_count(1)
    wide.keyboard.press("Escape")
    wide.mouse.up()
    assert texts(wide, "actions") == WORDS
    expect(section.locator(".dragged, .drop-before, .moving")).to_have_count(0)

    drag()
    wide.mouse.up()
    assert texts(wide, "actions") == ["둘", "셋", "하나", "넷"]
    expect(said(wide, "actions")).to_have_text("4개 중 3번째 자리로 옮겼어요.")
    expect(section.locator(".dragged, .moving")).to_have_count(0)
    expect(grips.nth(2)).to_be_focused()


def test_a_finger_drags_a_row_and_near_the_edge_the_page_goes_along(phone):
    write(phone, "actions", [f"{number}\n" * 8 for number in range(6)])
    grip = phone.locator("[data-rows=actions] [data-grip]").first
    grip.evaluate("(grip) => grip.scrollIntoView({ block: 'center' })")
    box = box_of(grip)
    assert box["width"] >= 44 and box["height"] >= 44
    x, y = box["x"] + 20, box["y"] + 20
    scrolled = phone.evaluate("scrollY")
    touch = phone.context.new_cdp_session(phone)

    def send(kind: str, *points: dict) -> None:
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    send("touchStart", {"x": x, "y": y})
    for step in range(1, 6):
        send("touchMove", {"x": x, "y": y + step * (770 - y) / 5})
    phone.wait_for_function("(before) => scrollY > before + 700", arg=scrolled)
    send("touchEnd")

    moved = [text.split("\n")[0] for text in texts(phone, "actions")]
    assert moved[0] == "1" and moved.index("0") > 1


def test_selecting_text_drags_nothing(wide):
    write(wide, "actions")
    first, last = (box_of(wide.locator("[data-rows=actions] textarea[name$='-text']").nth(place)) for place in (0, 2))
    wide.mouse.move(first["x"] + 60, first["y"] + 20)
    wide.mouse.down()
    wide.mouse.move(last["x"] + 20, last["y"] + 20, steps=4)
    expect(wide.locator(".dragged")).to_have_count(0)
    wide.mouse.up()
    assert texts(wide, "actions") == WORDS


def test_without_dragging_the_grip_shows_the_buttons_that_move_a_step(page):
    write(page, "actions")
    row = page.locator("[data-rows=actions] [data-row]").nth(1)
    expect(row.locator("[name=move_up]")).to_be_hidden()
    row.locator("[data-grip]").click()
    expect(row.locator("[data-grip]")).to_have_attribute("aria-expanded", "true")
    row.locator("[name=move_up]").click()
    assert texts(page, "actions") == ["둘", "하나", "셋", "넷"]


def test_a_new_row_has_a_key_of_its_own_and_whoever_listens_is_told_of_each_change(wide):
    wide.evaluate(HEARD)
    write(wide, "actions", WORDS[:3])
    wide.locator("[data-rows=actions] [name=remove]").nth(2).click()
    wide.keyboard.press("Enter")
    wide.keyboard.press("Alt+ArrowUp")
    keys = wide.locator("[data-rows=actions] [data-row] [name$='-key']").evaluate_all("(fields) => fields.map((field) => field.value)")

    assert len(set(keys)) == 3
    assert all(re.fullmatch(r"[\w-]{12}", key) for key in keys[1:])
    assert [heard for heard in wide.evaluate("heard") if heard[1] != "input"] == [
        [True, change, True] for change in ("added", "added", "removed", "restored", "moved")]
    assert [heard[0] for heard in wide.evaluate("heard") if heard[1] == "input"] == [f"actions-{number}-text" for number in range(3)]


def test_a_row_is_called_by_the_place_where_it_stands(wide):
    write(wide, "actions", WORDS[:2])
    wide.keyboard.press("Alt+ArrowUp")
    wide.locator("[data-rows=actions] [name=remove]").nth(0).click()
    expect(wide.get_by_label("적용점 1", exact=True)).to_have_value("하나")


def test_the_toolbar_goes_to_the_text_that_one_writes_and_the_page_stays_where_it_is(wide):
    toolbar, field = wide.locator("[data-toolbar=follows]"), wide.locator("#actions-0-text")
    wide.locator("#went_well-0-text").click()
    field.fill("굵게 쓴다")
    field.evaluate("(field) => { field.blur(); document.getElementById('went_well-0-text').focus(); field.scrollIntoView({ block: 'center' }) }")
    before = box_of(field)["y"]
    field.click(position={"x": 20, "y": 20})
    assert abs(box_of(field)["y"] - before) < 2
    expect(wide.locator("[data-toolbar]:visible")).to_have_count(1)
    expect(toolbar).to_have_attribute("for", "actions-0-text")

    field.evaluate("(field) => field.setSelectionRange(0, 2)")
    toolbar.locator("md-bold").click()
    expect(field).to_have_value("**굵게** 쓴다")
    expect(field).to_be_focused()
    for key, text in (("b", "굵게 쓴다"), ("i", "_굵게_ 쓴다"), ("k", "_[굵게](url)_ 쓴다")):
        wide.keyboard.press(f"Control+{key}")
        expect(field).to_have_value(text)
    wide.keyboard.press("Shift+Tab")
    wide.keyboard.press("ArrowRight")
    assert wide.evaluate("document.activeElement.localName") == "md-italic"


def test_after_an_at_sign_names_of_the_cohort_are_offered(mentor, other_team, page):
    field = page.locator("#takeaways-0-text")
    field.click()
    page.keyboard.type("고마워요 @")
    expect(page.locator(".names [role=option]")).to_have_count(3)
    page.keyboard.type("박ㅁ")
    expect(page.locator(".names [role=option]")).to_have_text(["박민서 멘토"])
    expect(field).to_have_attribute("aria-activedescendant", "name-0")
    page.keyboard.press("Enter")
    expect(field).to_have_value("고마워요 @박민서 ")
    expect(page.locator(".names [role=option]")).to_have_count(0)

    page.keyboard.type("@이")
    expect(page.locator(".names [role=option]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".names [role=option]")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(field).to_have_value("고마워요 @박민서 @이\n")


def test_enter_that_ends_a_syllable_chooses_no_name(mentor, wide):
    field, ime = wide.locator("#takeaways-0-text"), wide.context.new_cdp_session(wide)
    field.click()
    wide.keyboard.type("@")
    ime.send("Input.imeSetComposition", {"text": "박", "selectionStart": 1, "selectionEnd": 1})
    expect(wide.locator(".names [role=option]")).to_have_count(1)
    field.evaluate("(field) => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))")
    expect(wide.locator(".names [role=option]")).to_have_count(1)
    expect(field).to_have_value("@박")
    ime.send("Input.insertText", {"text": "박"})
    expect(field).to_have_attribute("aria-activedescendant", "name-0")
    wide.keyboard.press("Tab")
    expect(field).to_have_value("@박민서 ")


def test_the_contents_count_what_is_filled_and_mark_where_one_is(wide):
    toc = wide.locator("[data-toc]")
    write(wide, "questions", ["왜?", "어째서?"])
    wide.locator("#questions-1-own_answer").fill("→")
    wide.locator(".scale label").nth(3).click()
    for name, count in (("questions", "2"), ("went_well to_improve", "0 · 0"), ("energy", "✓"), ("closing", "–")):
        expect(toc.locator(f"[data-count='{name}']")).to_have_text(count)
    expect(toc.locator("[data-count-open]")).to_have_text("2")
    wide.locator("#questions-1-own_answer").fill("그래서")
    expect(toc.locator("[data-count-open]")).to_have_text("1")
    wide.locator("#h-closing").evaluate("(heading) => heading.scrollIntoView({ block: 'center' })")
    expect(toc.locator("[aria-current]")).to_have_text("7. 맺는 말")


def test_on_a_phone_the_contents_are_folded_at_the_top_and_lead_to_their_section(phone):
    toc = phone.locator("[data-toc]")
    expect(toc.locator("[data-filled]")).to_have_text("0/8")
    expect(toc.locator("ol")).to_be_hidden()
    assert box_of(toc)["y"] < box_of(phone.locator("#title"))["y"]
    toc.locator("summary").click()
    toc.get_by_role("link", name="6. 적용점").click()
    expect(toc.locator("ol")).to_be_hidden()
    phone.wait_for_function("document.querySelector('#h-actions').getBoundingClientRect().top < 200")
    assert box_of(phone.locator("#h-actions"))["y"] >= 0


@pytest.mark.parametrize("language", ["ko", "en"])
def test_on_a_phone_the_bar_fits_one_line_and_what_does_not_is_in_its_menu(language, open_for: OpenFor, camper):
    factories.review(camper, number=9, title="한 주", entries=(EntryRow("action", "덮는다"),))
    phone = open_for(camper, phone=True, language=language)
    phone.goto(FORM, wait_until="networkidle")
    bar = phone.locator(".savebar")
    controls = bar.locator("select, .rest > summary, .btn.go").all()
    middles = [box["y"] + box["height"] / 2 for box in (box_of(control) for control in controls)]
    assert max(middles) - min(middles) < 2
    assert bar.evaluate("(bar) => bar.scrollWidth <= bar.clientWidth")
    for control in controls:
        assert box_of(control)["height"] >= 44
    save = bar.locator(".panel button").first
    expect(save).to_be_hidden()
    bar.locator(".rest > summary").click()
    with phone.expect_request(lambda request: request.method == "POST" and request.url.endswith(FORM)):
        save.click()


def test_on_a_phone_the_tools_of_a_row_take_nothing_of_its_width(phone):
    write(phone, "actions", WORDS[:2])
    row = phone.locator("[data-rows=actions] [data-row]").first
    assert box_of(row.locator("textarea").first)["width"] == box_of(row)["width"]
    for tool in ("[data-grip]", "[name=remove]"):
        box = box_of(row.locator(tool))
        assert min(box["width"], box["height"]) >= 44
