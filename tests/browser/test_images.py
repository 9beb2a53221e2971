"""Pictures under one's hands: pasted, dropped, chosen; and what is said when one cannot be sent."""
from __future__ import annotations

import base64
import re
import time

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from tests import factories
from tests.browser.conftest import OpenFor
from tests.uploads.making import drawn, png, saved, with_place

FORM = "/c/ai-7/weeks/9/review"
FIELD = "#closing"
SHOWN = re.compile(r"!\[[^\]]*\]\((/c/ai-7/images/[0-9a-f]{32})\)")

GIVE = """([how, selector, files]) => {
  const given = new DataTransfer();
  for (const [content, name, type] of files) {
    given.items.add(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], name, { type }));
  }
  const field = document.querySelector(selector);
  field.focus?.();
  const event = how === 'paste'
    ? new ClipboardEvent('paste', { clipboardData: given, bubbles: true, cancelable: true })
    : new DragEvent('drop', { dataTransfer: given, bubbles: true, cancelable: true });
  field.dispatchEvent(event);
  return event.defaultPrevented;
}"""


def give(page: Page, how: str, *files: tuple[bytes, str, str], to: str = FIELD) -> bool:
    """Whether the page takes it upon itself what becomes of the files."""
    expect(page.locator("[data-picture-for]").first).not_to_have_attribute("hidden", "", timeout=10_000)
    return page.evaluate(GIVE, [how, to, [[base64.b64encode(content).decode(), name, kind] for content, name, kind in files]])


def status(page: Page):
    return page.locator("[data-picture-status]")


def loaded(page: Page, text: str) -> tuple[int, int]:
    address = SHOWN.search(text)[1]  # type: ignore[index]
    return tuple(page.evaluate("(address) => new Promise((done) => { const image = new Image(); image.onload = () => done([image.naturalWidth, image.naturalHeight]); image.onerror = () => done([0, 0]); image.src = address; })", address))


@pytest.fixture(params=[False, True], ids=["wide", "phone"])
def page(request, open_for: OpenFor, camper) -> Page:
    page = open_for(camper, phone=request.param)
    page.goto(FORM)
    return page


@pytest.mark.parametrize("how", ["paste", "drop"])
def test_a_picture_comes_into_the_text_at_the_caret(page, how):
    page.fill(FIELD, "앞 뒤")
    page.evaluate("document.querySelector('#closing').setSelectionRange(1, 1)")
    assert give(page, how, (with_place(orientation=6), "손실 곡선.jpg", "image/jpeg"))
    expect(page.locator(FIELD)).to_have_value(re.compile(r"^앞 !\[손실 곡선\]\(/c/ai-7/images/[0-9a-f]{32}\) 뒤$"))

    expect(status(page)).to_have_text("사진을 글에 넣었어요.")
    assert loaded(page, page.input_value(FIELD)) == (30, 40)


def test_several_come_one_after_the_other(page):
    give(page, "drop", (png((10, 10)), "하나.png", "image/png"), (png((20, 20)), "둘.png", "image/png"))
    expect(page.locator(FIELD)).to_have_value(re.compile(r"!\[하나\]\(\S+\)\s*!\[둘\]\(\S+\)"))


def test_what_is_no_picture_is_not_taken_and_it_says_so(page):
    page.fill(FIELD, "그대로")
    assert give(page, "drop", (b"%PDF-1.7", "note.pdf", "application/pdf"))

    expect(status(page)).to_have_text(re.compile("사진만"))
    expect(status(page)).to_have_class(re.compile("msg"))
    assert page.input_value(FIELD) == "그대로"


def test_what_only_says_that_it_is_a_picture_is_refused_with_a_sentence(page):
    page.fill(FIELD, "그대로")
    give(page, "paste", (b"<svg onload=alert(1)>", "a.png", "image/png"))

    expect(status(page)).to_have_text(re.compile("보여 드릴 수 있는 사진이 아니에요"))
    assert page.input_value(FIELD).strip() == "그대로"


def test_a_photograph_that_is_too_large_is_made_smaller_before_it_is_sent(page):
    noise = Image.merge("RGB", [Image.effect_noise((4_400, 2_200), 60) for _ in range(3)])
    large = saved(noise, "JPEG", quality=95)
    assert len(large) > 6_500_000
    give(page, "paste", (large, "바다.jpg", "image/jpeg"))
    expect(page.locator(FIELD)).to_have_value(SHOWN, timeout=40_000)

    assert loaded(page, page.input_value(FIELD)) == (4_096, 2_048)


def test_a_drawing_of_too_many_pixels_is_made_smaller_too(page):
    give(page, "paste", (saved(Image.new("RGB", (6_000, 5_000), "navy"), "PNG"), "설계도.png", "image/png"))
    expect(page.locator(FIELD)).to_have_value(SHOWN, timeout=40_000)

    assert loaded(page, page.input_value(FIELD)) == (4_096, 3_413)


def test_what_is_typed_while_it_is_on_its_way_stays(page):
    page.route("**/c/ai-7/images", lambda route: (time.sleep(1), route.continue_()))
    give(page, "paste", (png(), "그림.png", "image/png"))
    expect(page.locator(FIELD)).to_have_value(re.compile("사진을 올리는 중"))
    page.keyboard.type(" 그리고 더 쓴다")
    expect(page.locator(FIELD)).to_have_value(re.compile(r"^!\[그림\]\(\S+\) 그리고 더 쓴다$"))
    page.keyboard.type("!")

    assert page.input_value(FIELD).endswith("더 쓴다!")


def test_without_a_connection_the_text_is_as_it_was(page):
    page.fill(FIELD, "앞")
    page.route("**/c/ai-7/images", lambda route: route.abort())
    give(page, "paste", (png(), "그림.png", "image/png"))

    expect(status(page)).to_have_text(re.compile("사진을 올리지 못했어요"))
    assert page.input_value(FIELD).strip() == "앞"


@pytest.mark.parametrize("answer", [{"status": 502, "body": "<html>"}, {"status": 413, "json": {"sentence": "너무 커요."}}], ids=["no answer of ours", "an answer of ours"])
def test_any_other_answer_is_said_too(page, answer):
    def answering(route: Route) -> None:
        route.fulfill(**answer)

    page.route("**/c/ai-7/images", answering)
    give(page, "paste", (png(), "그림.png", "image/png"))

    expect(status(page)).to_have_text(re.compile("너무 커요|올리지 못했어요"))
    assert page.input_value(FIELD) == ""


def test_when_many_arrive_at_once_it_is_sent_again_by_itself(page):
    answers = iter([503, 503])
    page.route("**/c/ai-7/images", lambda route: route.fulfill(status=503, json={"sentence": "너무 많아요."}) if next(answers, 0) else route.continue_())
    give(page, "paste", (png(), "그림.png", "image/png"))

    expect(page.locator(FIELD)).to_have_value(SHOWN, timeout=20_000)


def test_a_file_that_misses_the_field_does_not_replace_the_page(page):
    assert give(page, "drop", (png(), "그림.png", "image/png"), to="body")
    assert page.input_value(FIELD) == "" and page.url.endswith(FORM)


@pytest.mark.parametrize(("form", "field"), [(FORM, FIELD), ("/c/ai-7/questions/new", "#text")])
def test_a_button_lets_one_choose(page, form, field):
    page.goto(form)
    page.click(field)
    with page.expect_file_chooser() as chosen:
        page.locator("[data-picture-for]").first.click()
    chosen.value.set_files([{"name": "고른 것.webp", "mimeType": "image/webp", "buffer": saved(drawn(), "WEBP")}])

    expect(page.locator(field)).to_have_value(re.compile(r"!\[고른 것\]"))
    expect(page.locator("[data-picture-page]").first).to_be_hidden()


def test_a_row_that_was_just_added_takes_pictures_too(page):
    page.click("button[name=add][value=takeaways]")
    field = page.locator("[data-rows=takeaways] [data-list] textarea").last
    give(page, "paste", (png(), "그림.png", "image/png"), to=f"#{field.get_attribute('id')}")
    expect(field).to_have_value(SHOWN)


def test_it_is_seen_where_the_text_is_read(open_for: OpenFor, camper, peer):
    asking = open_for(camper)
    asking.goto("/c/ai-7/questions/new")
    asking.fill("#text", "이 그림은 뭔가요?\n")
    give(asking, "paste", (png((300, 200)), "그림.png", "image/png"), to="#text")
    expect(asking.locator("#text")).to_have_value(SHOWN)
    asking.click("form.card button.go")
    expect(asking.locator("main img")).to_be_visible()
    reading = open_for(peer, phone=True)
    reading.goto(asking.url)

    image = reading.locator("main img")
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("naturalWidth", 300)
    assert re.search(r"/images/[0-9a-f]{32}$", image.locator("xpath=..").get_attribute("href") or "")


def test_without_script_a_page_takes_it(open_for: OpenFor, camper):
    page = open_for(camper, script=False)
    page.goto("/c/ai-7/questions/new")
    address = page.locator("[data-picture-page] a").get_attribute("href")
    page.goto(address or "")
    page.set_input_files("#image", [{"name": "note.txt", "mimeType": "text/plain", "buffer": b"words"}])
    page.click("main form button")
    expect(page.locator(".faults")).to_contain_text("사진이 아니에요")
    page.set_input_files("#image", [{"name": "그림.png", "mimeType": "image/png", "buffer": png((300, 200))}])
    page.click("main form button")

    assert SHOWN.search(page.input_value("#line"))
    expect(page.locator("main img")).to_be_visible()


def test_an_archived_cohort_offers_nothing(open_for: OpenFor, camper, cohort):
    factories.review(camper)
    cohort.archived_at = factories.clock.now()
    page = open_for(camper)
    page.goto("/c/ai-7/questions/")

    assert page.locator("[data-images]").count() == 0
