"""Checks 6, 7, 8: whatever happens to the page, the network, the server or the session, what was typed is there afterwards."""
from __future__ import annotations

import contextlib
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Error, Page, Request, expect
from sqlalchemy import select

from app.accounts.models import Device
from app.cohorts.models import Membership
from app.extensions import db
from app.reviews.models import Document, EntryRow, QuestionRow, Review
from app.web import clock
from tests import factories
from tests.browser.conftest import OpenFor, sign_in
from tests.serving import ended, free_port, started

FORM = "/c/ai-7/weeks/9/review"
TEXT = "두 시간 동안 쓴 글이에요 😀 e\u0301 — “끝까지”"
KEPT = "() => Object.keys(localStorage).filter((key) => key.startsWith('hoego-kept'))"
sizes = pytest.mark.parametrize("phone", [False, True], ids=["wide", "390 px"])


@pytest.fixture
def write(open_for: OpenFor, camper: Membership) -> Callable[..., Page]:
    """Opens the form of somebody."""

    def opened(member: Membership = camper, **more: Any) -> Page:
        page = open_for(member, **more)
        at_the_form(page)
        return page

    return opened


def at_the_form(page: Page) -> None:
    page.goto(FORM)
    page.wait_for_selector("form[data-unsaved]")


def state(page: Page):
    return page.locator("[data-state]")


def expect_saved(page: Page) -> None:
    expect(page.locator("form[data-unsaved=no]")).to_be_attached(timeout=15_000)
    expect(state(page)).to_have_text(re.compile(r"^저장됨 \d\d:\d\d|\d\d:\d\d.*올리지"))


def document() -> Document:
    db.session.rollback()
    db.session.expire_all()
    review = db.session.scalars(select(Review).options(Review.with_draft(), *Review.with_rows()).execution_options(populate_existing=True)).one()
    found = review.document
    db.session.rollback()  # nothing here keeps the server from writing
    return found


def texts(section: str) -> list[str]:
    return [row["text"] for row in document().section(section)]


def kept(page: Page) -> str:
    """What the browser holds, as text."""
    return page.evaluate("() => JSON.stringify(Object.entries(localStorage).filter(([key]) => key.startsWith('hoego-kept')).map(([, told]) => JSON.parse(told)))")


def wait_until_kept(page: Page, text: str) -> None:
    page.wait_for_function("(text) => Object.entries(localStorage).some(([key, told]) => key.startsWith('hoego-kept') && told.includes(text))", arg=json.dumps(text)[1:-1]
                           if text.isascii() else text)


def looked_at_again(page: Page) -> None:
    page.evaluate("window.dispatchEvent(new Event('focus'))")


@sizes
def test_what_is_typed_is_saved_in_a_moment_and_said_in_words(write, phone):
    page = write(phone=phone)
    page.fill("#title", TEXT)
    page.fill("#closing", "긴 글\n\n둘째 문단")
    page.fill("#actions-0-text", "하나")

    expect_saved(page)
    expect(page.locator("[data-announced]")).to_have_text(re.compile("저장"))
    assert (document().title, document().closing, texts("actions")) == ("두 시간 동안 쓴 글이에요 😀 é — “끝까지”", "긴 글\n\n둘째 문단", ["하나"])
    assert page.evaluate(KEPT) == []


def test_of_a_long_text_only_what_changed_is_sent(write, camper):
    factories.review(camper, filed=False, title="주", closing="가나다라마바사 😀" * 2000)
    db.session.commit()
    page = write()
    with page.expect_request(lambda request: request.method == "POST") as asked:
        page.evaluate("() => { const field = document.querySelector('#closing'); field.setRangeText('끼운 말', 9005, 9007); field.dispatchEvent(new Event('input', {bubbles: true})); }")
    expect_saved(page)

    sent = asked.value.post_data_buffer
    assert sent is not None and len(sent) < 200
    assert document().closing == page.input_value("#closing")
    assert "끼운 말" in document().closing


def test_one_request_at_a_time_and_what_is_typed_meanwhile_goes_with_the_next(write):
    page = write()
    at_once: list[Request] = []
    most = 0

    def note(request: Request) -> None:
        nonlocal most
        if request.method == "POST":
            at_once.append(request)
            most = max(most, len(at_once))

    page.on("request", note)
    page.on("requestfinished", lambda request: at_once.remove(request) if request in at_once else None)
    for letter in "가나다라마바사":
        page.locator("#title").press_sequentially(letter)
        page.evaluate("document.dispatchEvent(new CustomEvent('hoego:flush', {detail: {waitFor() {}}}))")

    expect_saved(page)
    assert document().title == "가나다라마바사"
    assert most == 1


def test_rows_are_added_moved_and_taken_out(write):
    page = write()
    for number, text in enumerate(["하나", "둘", "셋"]):
        page.fill(f"#went_well-{number}-text", text)
    expect_saved(page)
    assert texts("went_well") == ["하나", "둘", "셋"]
    page.focus("#went_well-2-text")
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    page.locator("[data-rows=went_well] button[name=add]").click()
    page.keyboard.type("넷")
    page.evaluate("document.querySelector('#went_well-1-text').closest('[data-row]').querySelector('button[name=remove]').click()")
    expect_saved(page)

    assert texts("went_well") == ["셋", "하나", "넷"]
    page.locator(".gone button").click()
    expect_saved(page)
    assert texts("went_well") == ["셋", "하나", "둘", "넷"]


def crashed_and_opened(page: Page) -> Page:
    """The tab crashes before anything could be sent, then the network is back."""
    with contextlib.suppress(Error):
        page.goto("chrome://crash")
    page.close()
    page.context.unroute("**/changes")
    return page.context.new_page()


@sizes
def test_a_tab_that_is_closed_at_once_loses_nothing(write, phone):
    page = write(phone=phone)
    page.fill("#title", TEXT)
    page.fill("#actions-0-text", "닫기 직전")
    page.close()

    again = page.context.new_page()
    again.wait_for_timeout(500)
    at_the_form(again)
    expect(again.locator("#title")).to_have_value("두 시간 동안 쓴 글이에요 😀 é — “끝까지”")
    expect(again.locator("#actions-0-text")).to_have_value("닫기 직전")
    again.wait_for_timeout(600)
    assert again.locator(".kept").count() == 0
    assert again.evaluate(KEPT) == []


@sizes
def test_a_crashed_tab_loses_nothing(write, phone):
    page = write(phone=phone)
    page.context.route("**/changes", lambda route: route.abort())
    page.fill("#title", TEXT)
    page.fill("#questions-0-text", "왜?")
    wait_until_kept(page, "왜?")
    again = crashed_and_opened(page)
    at_the_form(again)
    banner = again.locator(".kept")
    expect(banner).to_contain_text("이 기기에 저장된 글이 있어요 (오늘")
    banner.locator("summary").click()
    expect(banner.locator("li").first).to_contain_text("두 시간 동안")
    banner.locator("[data-back]").click()
    expect_saved(again)
    assert document().title == "두 시간 동안 쓴 글이에요 😀 é — “끝까지”"
    assert texts("questions") == ["왜?"]
    expect(banner).to_have_count(0)
    assert again.evaluate(KEPT) == []


def test_what_is_thrown_away_can_be_brought_back(write):
    page = write()
    page.context.route("**/changes", lambda route: route.abort())
    page.fill("#closing", TEXT)
    wait_until_kept(page, "두 시간")
    again = crashed_and_opened(page)
    at_the_form(again)
    again.locator("[data-away]").click()
    assert again.evaluate(KEPT) == []
    again.locator(".kept [data-undo]").click()
    assert "두 시간" in kept(again)
    again.locator("[data-back]").click()
    expect_saved(again)
    assert document().closing.startswith("두 시간")


def test_leaving_asks_only_while_something_is_not_saved(write):
    page = write()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.fill("#title", "저장될 글")
    expect_saved(page)
    page.goto("/c/ai-7/")
    assert asked == []

    at_the_form(page)
    page.route("**/changes", lambda route: route.abort())
    page.fill("#title", "저장 안 된 글")
    page.goto("/c/ai-7/")
    assert asked == ["beforeunload"]
    assert "저장 안 된 글" in kept(page)


@pytest.fixture
def own_server(whole_app: Flask, settings: dict[str, object]) -> Iterator[tuple[str, Callable[[], None], Callable[[], None]]]:
    """(its address, kill it at once, start it again on the same port and database)"""
    port = free_port()
    running: list[subprocess.Popen[bytes]] = [started(port, settings)]
    yield f"http://127.0.0.1:{port}", lambda: ended(running.pop(), at_once=True), lambda: running.append(started(port, settings))
    for process in running:
        ended(process)


@sizes
def test_a_killed_server_loses_nothing(app, open_for, camper, own_server, phone):
    address, kill, start = own_server
    page = open_for(phone=phone)
    sign_in(app, page.context, address, camper)
    page.goto(address + FORM)
    page.wait_for_selector("form[data-unsaved]")
    page.fill("#title", "살아 있을 때")
    expect_saved(page)
    kill()
    page.fill("#closing", TEXT)
    page.fill("#actions-0-text", "서버가 없을 때")
    expect(state(page)).to_have_text("연결이 끊겨 이 기기에 저장했어요")
    assert "서버가 없을 때" in kept(page)
    page.click(".savebar .btn.go")
    expect(page.locator("[data-called]")).to_contain_text("아직 보내지 못했어요")
    start()
    page.evaluate("window.dispatchEvent(new Event('online'))")

    expect_saved(page)
    assert document().closing.startswith("두 시간")
    assert texts("actions") == ["서버가 없을 때"]


def test_an_answer_that_was_lost_is_no_conflict(write):
    page = write()
    page.route("**/changes", lambda route: (route.fetch(), route.abort()) if route.request.method == "POST" else route.continue_(), times=1)
    page.fill("#title", "서버는 받았고")
    page.fill("#went_well-0-text", "줄도 받았고")
    expect(state(page)).to_have_text("연결이 끊겨 이 기기에 저장했어요")
    page.fill("#title", "서버는 받았고 이어서 씀")
    page.fill("#went_well-0-text", "줄도 받았고 이어서 씀")

    expect_saved(page)
    assert (document().title, texts("went_well")) == ("서버는 받았고 이어서 씀", ["줄도 받았고 이어서 씀"])
    assert page.locator("[data-both]").count() == 0


@sizes
def test_offline_for_a_while_it_says_so_and_sends_it_after(write, phone):
    page = write(phone=phone)
    page.context.set_offline(True)
    page.fill("#title", "끊긴 동안")
    page.fill("#takeaways-0-text", TEXT)
    expect(state(page)).to_have_text("연결이 끊겨 이 기기에 저장했어요")
    page.fill("#closing", "더 쓴 글")
    wait_until_kept(page, "더 쓴 글")
    page.context.set_offline(False)

    expect_saved(page)
    assert (document().title, document().closing) == ("끊긴 동안", "더 쓴 글")
    assert texts("takeaways") == ["두 시간 동안 쓴 글이에요 😀 é — “끝까지”"]


def test_where_nothing_can_be_kept_it_says_so(open_for, camper):
    page = open_for(camper)
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };")
    at_the_form(page)
    page.context.set_offline(True)
    page.fill("#title", "둘 데가 없는 글")
    expect(state(page)).to_contain_text("이 브라우저에는 저장할 수 없어요")
    page.context.set_offline(False)
    expect_saved(page)
    assert document().title == "둘 데가 없는 글"


def end_sessions(member: Membership) -> None:
    for device in db.session.scalars(select(Device).where(Device.account_id == member.account_id)):
        device.sign_out(clock.now())
    db.session.commit()


@sizes
def test_an_expired_session_loses_nothing_and_goes_on_after_signing_in(app, write, camper, server, phone):
    page = write(phone=phone)
    page.fill("#title", "아직 로그인")
    expect_saved(page)
    end_sessions(camper)
    page.fill("#closing", TEXT)
    page.fill("#to_improve-0-text", "로그인이 끝난 뒤")
    expect(state(page)).to_contain_text("로그인이 끝났어요")
    link = state(page).locator("a")
    assert link.get_attribute("href") == "/sign-in?next=/c/ai-7/weeks/9/review" and link.get_attribute("target") == "_blank"
    assert "로그인이 끝난 뒤" in kept(page)
    sign_in(app, page.context, server, camper)
    looked_at_again(page)

    expect_saved(page)
    assert document().closing.startswith("두 시간")
    assert texts("to_improve") == ["로그인이 끝난 뒤"]
    page.fill("#title", "올릴 제목")
    page.click(".savebar .btn.go")
    page.wait_for_url(re.compile(r"/reviews/\d+|/filing"))


def test_signed_in_as_somebody_else_nothing_is_sent_and_nothing_is_shown(app, write, camper, peer, server):
    page = write()
    page.fill("#title", "한지우의 글")
    expect_saved(page)
    end_sessions(camper)
    page.fill("#closing", "한지우만 보는 글")
    expect(state(page)).to_contain_text("로그인이 끝났어요")
    page.context.clear_cookies()
    sign_in(app, page.context, server, peer)
    looked_at_again(page)
    expect(state(page)).to_contain_text("다른 계정으로 로그인되어")
    assert "한지우만 보는 글" in kept(page)

    theirs = page.context.new_page()
    at_the_form(theirs)
    theirs.wait_for_timeout(600)
    assert theirs.locator(".kept").count() == 0
    assert "한지우" not in theirs.locator("main").inner_text()
    assert len(db.session.scalars(select(Review)).all()) == 1
    page.context.clear_cookies()
    sign_in(app, page.context, server, camper)
    looked_at_again(page)
    expect_saved(page)
    assert document().closing == "한지우만 보는 글"


def test_an_aged_token_is_renewed_by_itself(app, write, camper, server):
    page = write()
    page.evaluate("document.querySelectorAll('input[name=csrf_token]').forEach((field) => { field.value = 'aged'; })")
    page.fill("#title", TEXT)
    expect_saved(page)
    assert document().title.startswith("두 시간")
    page.evaluate("document.querySelector('.writing input[name=csrf_token]').value = 'aged again'")
    page.fill("#title", "제목")
    page.click(".savebar button[value=save] >> visible=true") if page.locator(".savebar button[value=save]").is_visible() else page.press("#title", "Enter")
    expect(page.locator(".flash")).to_be_visible()
    assert document().title == "제목"


def test_signing_out_in_another_tab_leaves_the_text_in_this_one(app, write, camper, server):
    page = write()
    page.fill("#title", "첫 글")
    expect_saved(page)
    other = page.context.new_page()
    other.goto("/c/ai-7/")
    other.locator("[data-menu]:has([data-sign-out]) > summary").click()
    other.locator("form[data-sign-out] button").click()
    other.wait_for_url("**/sign-in")
    page.fill("#closing", TEXT)
    expect(state(page)).to_contain_text("로그인이 끝났어요")
    assert page.input_value("#closing") == TEXT
    assert "두 시간" in kept(page)
    sign_in(app, page.context, server, camper)
    looked_at_again(page)

    expect_saved(page)
    assert document().closing.startswith("두 시간")


@pytest.mark.parametrize("way", ["stay", "go"])
def test_signing_out_asks_about_what_is_kept_only_here_and_leaves_nothing(write, way):
    page = write()
    page.route("**/changes", lambda route: route.abort())
    page.fill("#title", "저장 안 된 글")
    wait_until_kept(page, "저장 안 된 글")
    page.locator("[data-menu]:has([data-sign-out]) > summary").click()
    page.locator("form[data-sign-out] button").click()
    dialog = page.locator("dialog[data-unsent]")
    expect(dialog).to_contain_text("이 기기에만 있는 글이라")
    expect(dialog.locator("li a")).to_have_attribute("href", FORM)
    dialog.locator(f"button[value={way}]").click()

    if way == "go":
        page.wait_for_url("**/sign-in")
        assert page.evaluate(KEPT) == []
    else:
        expect(dialog).to_be_hidden()
        assert page.input_value("#title") == "저장 안 된 글"
        assert "저장 안 된 글" in kept(page)


def test_signing_out_saves_first_and_asks_nothing_where_all_is_saved(write):
    page = write()
    page.fill("#title", "바로 나감")
    page.locator("[data-menu]:has([data-sign-out]) > summary").click()
    page.locator("form[data-sign-out] button").click()

    page.wait_for_url("**/sign-in")
    assert document().title == "바로 나감"
    assert page.evaluate(KEPT) == []


def test_what_is_wrong_is_told_at_its_field_and_the_rest_is_saved(write):
    page = write()
    page.fill("#title", "제목")
    page.fill("#resources-0-url", "colab.research.google")
    page.fill("#resources-0-text", "이름은 있고")
    field = page.locator("#resources-0-url")

    expect(field).to_have_attribute("aria-invalid", "true")
    expect(state(page)).to_contain_text("여기는 아직 저장할 수 없어요")
    described = field.get_attribute("aria-describedby")
    assert described and page.locator(f"#{described}").inner_text()
    assert (document().title, texts("resources")) == ("제목", ["이름은 있고"])
    assert "colab.research.google" in kept(page)
    field.fill("https://colab.research.google.com/")
    expect_saved(page)
    expect(field).not_to_have_attribute("aria-invalid", "true")
    assert document().section("resources")[0]["url"] == "https://colab.research.google.com/"


def test_the_button_saves_first_and_then_files(write):
    page = write()
    page.fill("#title", "한 번에")
    page.fill("#went_well-0-text", "쓰자마자 올렸다")
    page.click(".savebar .btn.go")

    page.wait_for_url(re.compile(r"/reviews/\d+"))
    assert db.session.scalars(select(Review)).one().is_filed
    assert page.evaluate(KEPT) == []


def test_a_form_that_came_back_saves_what_is_typed_in_it(write):
    page = write()
    page.fill("#closing", "제목 없이 올려 보기")
    page.click(".savebar .btn.go")
    expect(page.locator(".faults")).to_be_visible()
    page.wait_for_selector("form[data-unsaved]")
    page.fill("#title", "이제 제목")

    expect_saved(page)
    assert (document().title, document().closing) == ("이제 제목", "제목 없이 올려 보기")
    expect(page.locator("#title")).not_to_have_attribute("aria-invalid", "true")


def test_reloading_and_coming_back_show_what_is_saved(write):
    page = write()
    page.fill("#title", "처음")
    page.fill("#went_well-0-text", "하나")
    expect_saved(page)
    page.reload()
    page.wait_for_selector("form[data-unsaved]")
    assert (page.input_value("#title"), page.input_value("#went_well-0-text")) == ("처음", "하나")
    page.fill("#title", "다음")
    expect_saved(page)
    page.goto("/c/ai-7/")
    page.go_back()
    page.wait_for_selector("form[data-unsaved]")
    expect(page.locator("#title")).to_have_value("다음")
    page.fill("#title", "그다음")
    expect_saved(page)
    assert document().title == "그다음"
    assert page.locator("[data-both]").count() == 0


def test_changes_to_what_is_filed_are_saved_and_said_so(write, camper):
    factories.review(camper, title="올린 글", entries=(EntryRow("went_well", "먼저 물었다."),))
    db.session.commit()
    page = write()
    page.fill("#title", "고친 글")

    expect_saved(page)
    expect(state(page)).to_contain_text("올리지")
    assert document().title == "고친 글"


def test_a_form_that_nobody_touches_sends_nothing(write, open_for, camper):
    odd = "  들여 쓴 줄\n\n😀 𠮷 \u202e뒤집힘\u202c \u200d <b>&amp;</b> \"'\n```\n코드\n```"
    factories.review(camper, filed=False, title="‘제목’ 😀 \"'<>&", closing=odd, energy=3, energy_word="뻐근", shares_energy=True, audience="team", questions=(
        QuestionRow(odd, own_answer="→", origin="lecture", tags=("pytorch", "c++"), asks_mentors=False, without_name=True), QuestionRow("왜?")), entries=(
        EntryRow("resource", "이름 \"'<", url="https://example.org/?a=1&b=2", note=odd), *(EntryRow("action", f"{number}", note="첫걸음") for number in range(30))))
    db.session.commit()
    page = open_for(camper)
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.url.endswith("/review/changes") else None)
    at_the_form(page)
    page.wait_for_timeout(1500)

    assert page.get_attribute("form.writing", "data-unsaved") == "no"
    assert (sent, page.evaluate(KEPT), page.locator(".kept").count()) == ([], [], 0)
