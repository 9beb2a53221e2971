"""Notes that several write into at once, in real browsers: nothing typed is lost, nobody's caret is moved, and what happened is said."""
from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select, update

from app.cohorts.models import Membership
from app.extensions import db
from app.peer_sessions.models import PeerSession
from app.peer_sessions.notes import merge
from app.web import clock
from tests import factories
from tests.browser.conftest import OpenFor

CASES = json.loads((Path(__file__).parent.parent / "peer_sessions" / "notes_cases.json").read_text())
MERGE = """async (cases) => {
  const { merge } = await import(document.getElementById('script').dataset.linesJs);
  return cases.map(([base, theirs, mine]) => { const { text, both } = merge(base, theirs, mine); return [text, both]; });
}"""
KEPT = "() => Object.keys(localStorage).filter((key) => key.startsWith('hoego-kept'))"
STATE = "form[data-notes] [data-state]"
CARET = "(field) => [field.selectionStart, field.selectionEnd]"
WORDS = ("", "- ", "1. ", "가", "나 다", "gather는 dim을", "gather는 dim을 그림으로", "둘이 같이 쓰는 줄", "둘이 같이 쓰는 긴 줄", "👍", "👍🏽 좋아요")


@pytest.fixture
def session(camper: Membership, peer: Membership) -> PeerSession:
    opened = factories.peer_session(camper, at=clock.now())
    db.session.commit()
    return opened


@pytest.fixture
def opened(session, open_for: OpenFor):
    """A page of the session in a browser of the member's own, ready to be typed into."""

    def open_it(member: Membership, *, projector: bool = False, **more) -> Page:
        page = open_for(member, **more)
        return go(page, session, projector)

    return open_it


def go(page: Page, session: PeerSession, projector: bool = False) -> Page:
    page.goto(f"/c/ai-7/sessions/{session.id}{'/projector' if projector else ''}")
    page.wait_for_selector("form[data-notes][data-unsaved]")
    return page


def stand(page: Page, text: str) -> None:
    expect(page.locator("#notes")).to_have_value(text, timeout=15_000)


def saved(page: Page) -> None:
    expect(page.locator("form[data-notes][data-unsaved=no]")).to_be_attached(timeout=20_000)


def notes(session: PeerSession) -> str:
    db.session.commit()
    with db.engine.connect() as connection:
        return connection.scalar(select(PeerSession.notes).where(PeerSession.id == session.id)) or ""


def test_the_browser_merges_as_the_server_does(opened, camper):
    given = random.Random(20261130)
    texts = ["\n".join(given.choices(WORDS, k=given.randint(0, 9))) for _text in range(120)]
    triples = [[case["base"], case["theirs"], case["mine"]] for case in CASES] + [given.choices(texts, k=3) for _triple in range(600)]
    triples += [["\n".join(given.sample([str(number) + "번 줄" for number in range(200)], 200)) for _text in range(3)] for _triple in range(3)]

    ours = [merge(*triple) for triple in triples]

    assert opened(camper).evaluate(MERGE, triples) == [[merged.text, list(merged.both)] for merged in ours]


def typed_in_turns(texts: dict[Page, str], at_once: int = 3) -> None:
    """A few keys here, a few there."""
    for start in range(0, max(map(len, texts.values())), at_once):
        for page, text in texts.items():
            page.keyboard.type(text[start:start + at_once], delay=20)


def test_two_type_at_once_in_lines_of_their_own(opened, session, camper, peer):
    one, other, wall = opened(camper), opened(peer, phone=True), opened(camper, projector=True)
    one.fill("#notes", "지우:\n서연:")
    stand(other, "지우:\n서연:")
    saved(one)
    for page, place in ((one, 3), (other, 7)):
        page.locator("#notes").focus()
        page.evaluate("(place) => document.querySelector('#notes').setSelectionRange(place, place)", place)
    written = {who: "".join(f"\n{who}의 {number}째 줄" for number in range(4)) for who in ("지우", "서연")}

    typed_in_turns({one: written["지우"], other: written["서연"]})

    for page in (one, other, wall):
        stand(page, f"지우:{written['지우']}\n서연:{written['서연']}")
    saved(one)
    assert notes(session) == wall.locator("#notes").input_value()
    expect(one.locator(STATE)).to_contain_text("저장됨")


def test_three_write_on_at_the_end_at_once(opened, session, camper, peer):
    pages = {opened(camper): "지우", opened(peer, phone=True): "서연", opened(camper, projector=True): "벽에서"}
    next(iter(pages)).fill("#notes", "시작")
    for page in pages:
        stand(page, "시작")
        page.locator("#notes").focus()
    written = {page: "".join(f"\n{who} {number}째 줄" for number in range(3)) for page, who in pages.items()}

    typed_in_turns(written)

    for page in pages:
        saved(page)
    lines = notes(session).split("\n")
    assert sorted(lines) == sorted(["시작", *"".join(written.values()).strip().split("\n")])
    for page in pages:
        stand(page, "\n".join(lines))


def test_the_same_line_by_two_is_both_and_is_said(opened, session, camper, peer):
    one, other = opened(camper), opened(peer)
    one.fill("#notes", "내일 보자")
    stand(other, "내일 보자")

    other.route("**/notes", lambda route: route.abort())
    one.fill("#notes", "내일 낮에 보자")
    saved(one)
    other.fill("#notes", "내일 밤에 보자")
    other.unroute("**/notes")

    for page in (one, other):
        stand(page, "내일 낮에 보자\n내일 밤에 보자")
    expect(other.locator("[data-remark]")).to_contain_text("내일 낮에 보자 / 내일 밤에 보자")


def test_the_caret_stays_at_its_letter_while_others_write_above_and_below(opened, camper, peer):
    one, other = opened(camper), opened(peer)
    one.fill("#notes", "위\n내 줄\n아래")
    stand(other, "위\n내 줄\n아래")
    saved(one)
    one.evaluate("document.querySelector('#notes').setSelectionRange(3, 4)")
    one.locator("#notes").focus()

    other.fill("#notes", "맨 위\n위\n내 줄\n아래\n맨 아래")
    stand(one, "맨 위\n위\n내 줄\n아래\n맨 아래")

    assert one.locator("#notes").evaluate(CARET) == [7, 8]


def test_nothing_is_touched_while_a_syllable_is_put_together(opened, session, camper, peer):
    one, other = opened(camper), opened(peer)
    keyboard = one.context.new_cdp_session(one)
    one.locator("#notes").focus()
    keyboard.send("Input.imeSetComposition", {"text": "ㅎ", "selectionStart": 1, "selectionEnd": 1})
    heard = []
    one.on("response", lambda answer: heard.append(answer) if answer.url.endswith("/notes") else None)
    other.fill("#notes", "남이 쓴 줄")
    for _look in range(100):
        one.wait_for_timeout(100)
        if any("남이 쓴 줄" in answer.json()["text"] for answer in heard):
            break
    for syllable in ("하", "한"):
        keyboard.send("Input.imeSetComposition", {"text": syllable, "selectionStart": 1, "selectionEnd": 1})
        assert one.locator("#notes").input_value() == syllable

    keyboard.send("Input.insertText", {"text": "한"})

    expect(one.locator("#notes")).to_have_value(re.compile("남이 쓴 줄"))
    one.keyboard.type("글")
    saved(one)
    assert set(notes(session).split("\n")) == {"한글", "남이 쓴 줄"}


def test_a_syllable_that_nobody_goes_on_with_is_seen_by_the_others(opened, camper, peer):
    one, other = opened(camper), opened(peer)
    one.locator("#notes").focus()

    one.context.new_cdp_session(one).send("Input.imeSetComposition", {"text": "한", "selectionStart": 1, "selectionEnd": 1})

    stand(other, "한")


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "390 px"])
def test_what_was_typed_without_a_network_comes_in_by_itself(phone, opened, session, camper, peer):
    one, other = opened(camper, phone=phone), opened(peer)
    one.context.set_offline(True)
    one.locator("#notes").press_sequentially("꺼진 동안 쓴 줄")
    expect(one.locator(STATE)).to_contain_text("이 기기에 저장했어요", timeout=15_000)
    other.fill("#notes", "그동안 남이 쓴 줄")
    saved(other)

    one.context.set_offline(False)

    saved(one)
    assert set(notes(session).split("\n")) == {"꺼진 동안 쓴 줄", "그동안 남이 쓴 줄"}
    stand(other, one.locator("#notes").input_value())
    assert one.evaluate(KEPT) == []
    assert one.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_closed_tab_takes_nothing_along(opened, session, camper):
    page = opened(camper)
    page.context.set_offline(True)
    page.locator("#notes").press_sequentially("닫은 창에 쓴 줄")
    expect(page.locator(STATE)).to_contain_text("이 기기에 저장했어요", timeout=15_000)
    page.close(run_before_unload=False)
    page.context.set_offline(False)

    again = go(page.context.new_page(), session)

    stand(again, "닫은 창에 쓴 줄")
    expect(again.locator("[data-remark]")).to_contain_text("더했어요")
    assert notes(session) == "닫은 창에 쓴 줄"
    assert again.evaluate(KEPT) == []


def test_an_answer_that_is_lost_and_a_server_that_fails_double_nothing(opened, session, camper):
    page = opened(camper)
    lost = iter(("answer", 503))

    def lose(route: Route) -> None:
        how = next(lost, None) if route.request.method == "POST" else None
        if how == "answer":
            route.fetch()
            route.abort()
        elif how:
            route.fulfill(status=int(how), body="")
        else:
            route.continue_()

    page.route("**/notes", lose)
    page.locator("#notes").press_sequentially("한 번만 서 있을 줄", delay=60)
    saved(page)

    assert notes(session) == "한 번만 서 있을 줄"


def test_signed_out_meanwhile_it_goes_in_after_signing_in(opened, session, camper, open_for: OpenFor):
    page = opened(camper)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.locator("#notes").press_sequentially("로그인이 끝난 뒤에 쓴 줄")
    page.wait_for_url("**/sign-in**")
    assert len(page.evaluate(KEPT)) == 1
    page.context.add_cookies(cookies)  # type: ignore[arg-type]

    go(page, session)

    stand(page, "로그인이 끝난 뒤에 쓴 줄")
    saved(page)
    assert notes(session) == "로그인이 끝난 뒤에 쓴 줄"


def test_closed_meanwhile_what_could_not_be_saved_is_there_to_be_copied(opened, session, camper):
    page = opened(camper)
    page.context.set_offline(True)
    page.locator("#notes").press_sequentially("닫힌 뒤에 온 줄")
    expect(page.locator(STATE)).to_contain_text("이 기기에 저장했어요", timeout=15_000)
    db.session.execute(update(PeerSession).values(closed_at=clock.now(), closed_by_id=camper.id, version=PeerSession.version + 1))
    db.session.commit()
    page.context.set_offline(False)

    expect(page.locator("[data-left] [data-what]")).to_have_text("닫힌 뒤에 온 줄", timeout=20_000)
    page.locator("[data-left] [data-away]").click()
    assert page.evaluate(KEPT) == []


def test_what_is_too_long_is_said_and_stays_in_the_field(opened, session, camper):
    page = opened(camper)
    page.fill("#notes", "가" * 20_001)

    expect(page.locator(STATE)).to_contain_text("20,000", timeout=15_000)
    assert len(page.locator("#notes").input_value()) == 20_001
    page.fill("#notes", "짧게")
    saved(page)
    assert notes(session) == "짧게"


def test_mentors_see_what_is_written(opened, session, camper, mentor, open_for: OpenFor):
    reading = open_for(mentor)
    reading.goto(f"/c/ai-7/sessions/{session.id}")
    reading.wait_for_load_state("networkidle")

    opened(camper).fill("#notes", "멘토도 읽는 줄")

    expect(reading.locator("[data-notes-shown]")).to_have_text("멘토도 읽는 줄", timeout=15_000)


@pytest.mark.parametrize("payload", ["<script>document.title = 'taken'</script>", "</textarea><img src=x onerror=\"document.title='taken'\">", "javascript:alert(1)"])
def test_a_script_in_notes_is_text_everywhere(payload, opened, session, camper, mentor, open_for: OpenFor):
    one = opened(camper)
    wall, reading = opened(camper, projector=True), open_for(mentor)
    reading.goto(f"/c/ai-7/sessions/{session.id}")
    reading.wait_for_load_state("networkidle")
    one.fill("#notes", payload)
    saved(one)
    stand(wall, payload)
    expect(reading.locator("[data-notes-shown]")).to_have_text(payload, timeout=15_000)
    for page in (one, wall, reading):
        page.reload()
        assert page.title() != "taken"
    db.session.execute(update(PeerSession).values(closed_at=clock.now(), closed_by_id=camper.id))
    db.session.commit()
    reading.reload()
    assert payload in reading.locator("main").inner_text()
    assert reading.title() != "taken"
    assert reading.locator("main script, main img").count() == 0


def test_without_script_notes_are_saved_by_a_button(session, camper, open_for: OpenFor):
    page = open_for(camper, script=False)
    page.goto(f"/c/ai-7/sessions/{session.id}")
    page.fill("#notes", "손으로 저장한 줄")
    with page.expect_navigation():
        page.get_by_role("button", name="메모 저장").click()

    expect(page.locator("#notes")).to_have_value("손으로 저장한 줄")
    assert notes(session) == "손으로 저장한 줄"
