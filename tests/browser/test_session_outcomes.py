"""What came out of a session is written down from the notes by a key, and by touch, without leaving the page."""
from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from app.cohorts.models import Membership
from app.extensions import db
from app.peer_sessions.models import PeerSession
from app.questions.models import Question
from app.reviews.models import Review
from app.web import clock
from tests import factories
from tests.browser.conftest import OpenFor
from tests.browser.test_every_page import faults
from tests.peer_sessions.outcomes import question_of, replies_to, texts_of, written_down

DECISION = "금요일에 ResNet 같이 구현해 보기 @김서연"
NOTES = f"- gather는 dim을 그려 보면 쉽다\n- {DECISION}\n- 튜토리얼 https://pytorch.org/tutorials/\n- 작은 물체만 따로 보려면?"


@pytest.fixture
def yun(camper: Membership) -> Membership:
    return factories.member("camper", "윤서준", team=camper.team)


@pytest.fixture
def question(camper: Membership, peer: Membership, yun: Membership) -> Question:
    factories.review(peer, title="한 주를 돌아봐요")
    return question_of(camper, "torch.gather 사용법은?")


@pytest.fixture
def session(question: Question, camper: Membership) -> PeerSession:
    """The asker leads it, and it is their turn."""
    made = factories.peer_session(camper)
    made.give_turn(next(turn for turn in made.turns if turn.member_id == camper.id), camper, {camper.id}, clock.now())
    db.session.commit()
    return made


@pytest.fixture
def at(session: PeerSession):
    def opened(page: Page, path: str = "") -> Page:
        page.goto(f"/c/ai-7/sessions/{session.id}{path}")
        page.wait_for_load_state("networkidle")
        return page

    return opened


def notes_of(page: Page, text: str = NOTES) -> None:
    field = page.locator("[data-notes] textarea")
    field.fill(text)
    field.focus()


def caret_at(page: Page, words: str) -> None:
    page.locator("[data-notes] textarea").evaluate("(field, words) => { const at = field.value.indexOf(words) + 1; field.setSelectionRange(at, at); }", words)


def sheet(page: Page):
    return page.get_by_role("dialog", name="나온 것 적기")


def wait_for_it(page: Page, words: str) -> None:
    expect(page.locator("#part-outcomes")).to_contain_text(words)
    db.session.rollback()


def test_a_line_of_the_notes_becomes_a_decision_by_two_keys(open_for: OpenFor, at, camper: Membership, peer: Membership):
    page = at(open_for(camper))
    notes_of(page)
    caret_at(page, "ResNet")

    page.keyboard.press("Control+Enter")
    expect(sheet(page).get_by_label("적을 말")).to_have_value(DECISION)
    expect(sheet(page).get_by_label("김서연")).to_be_checked()
    page.keyboard.press("Enter")

    wait_for_it(page, DECISION)
    expect(sheet(page)).to_be_hidden()
    assert texts_of(peer) == [DECISION]
    assert texts_of(camper) == []


def test_afterwards_one_writes_on_where_one_was(open_for: OpenFor, at, camper: Membership):
    page = at(open_for(camper))
    notes_of(page)
    caret_at(page, "ResNet")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Enter")
    wait_for_it(page, DECISION)

    page.keyboard.type("!!")

    assert "R!!esNet" in page.locator("[data-notes] textarea").input_value()


@pytest.mark.parametrize(("words", "kind"), [("튜토리얼", "자료"), ("물체만", "멘토에게"), ("dim을", "정한 일")])
def test_what_it_is_is_guessed(open_for: OpenFor, at, camper: Membership, words: str, kind: str):
    page = at(open_for(camper))
    notes_of(page)
    caret_at(page, words)

    page.keyboard.press("Meta+Enter")

    expect(sheet(page).get_by_role("radio", name=kind)).to_be_checked()


def test_escape_goes_back_and_what_was_changed_is_there_again(open_for: OpenFor, at, camper: Membership):
    page = at(open_for(camper))
    notes_of(page)
    caret_at(page, "dim을")
    page.keyboard.press("Control+Enter")
    sheet(page).get_by_label("적을 말").fill("다르게 적은 말")

    page.keyboard.press("Escape")

    expect(sheet(page)).to_be_hidden()
    expect(page.locator("[data-notes] textarea")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(sheet(page).get_by_label("적을 말")).to_have_value("다르게 적은 말")


def test_an_error_stands_at_its_field_and_nothing_typed_is_lost(open_for: OpenFor, at, camper: Membership):
    page = at(open_for(camper))
    notes_of(page, "")
    page.keyboard.press("Control+Enter")
    expect(sheet(page).get_by_label("적을 말")).to_be_focused()

    page.keyboard.press("Control+Enter")

    expect(sheet(page).get_by_role("alert")).to_have_text("먼저 몇 글자 적어 주세요.")
    expect(sheet(page).get_by_label("적을 말")).to_have_attribute("aria-invalid", "true")
    sheet(page).get_by_label("적을 말").fill("이제 있어요")
    expect(sheet(page).get_by_role("alert")).to_have_count(0)


def test_the_keys_are_told_on_this_page(open_for: OpenFor, at, camper: Membership):
    page = at(open_for(camper))
    page.keyboard.press("?")

    expect(page.get_by_role("dialog", name="단축키")).to_contain_text("메모에서 쓰고 있는 줄로 나온 것 적기")


def test_by_touch_the_buttons_under_the_notes_do_the_same(open_for: OpenFor, at, camper: Membership, peer: Membership):
    page = at(open_for(camper, phone=True))
    notes_of(page)
    caret_at(page, "ResNet")

    page.locator("[data-outcome-kinds]").get_by_role("button", name="정한 일").tap()
    expect(sheet(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    sheet(page).get_by_role("button", name="적기", exact=True).tap()

    wait_for_it(page, DECISION)
    assert texts_of(peer) == [DECISION]
    for target in page.locator("#part-outcomes button, [data-outcome-kinds] button").all():
        box = target.bounding_box()
        assert box and box["height"] >= 44


def test_a_question_is_answered_where_it_stands_and_the_asker_settles_it(open_for: OpenFor, at, question: Question, camper: Membership, peer: Membership, yun: Membership):
    wall, writer, asker = at(open_for(yun), "/projector"), at(open_for(peer, phone=True)), at(open_for(camper))
    writer.get_by_role("link", name=re.compile("이 자리에서 답하기")).tap()
    expect(sheet(writer).get_by_label("어느 질문의 답인가요?")).to_have_value(str(question.id))
    sheet(writer).get_by_label("적을 말").fill("dim을 그림으로 그려 보면 쉬워요.")
    sheet(writer).get_by_label("누가 말했나요?").select_option(label="윤서준")
    expect(sheet(writer).get_by_label("이 답으로 풀렸어요")).to_be_hidden()
    sheet(writer).get_by_role("button", name="적기", exact=True).tap()

    expect(wall.locator("#part-speaking")).to_contain_text("dim을 그림으로 그려 보면 쉬워요.", timeout=4000)
    expect(asker.locator("#part-outcomes")).to_contain_text("윤서준 · 기록 김서연", timeout=4000)
    asker.locator("#part-outcomes").get_by_role("button", name=re.compile("이 답으로 풀렸어요")).click()

    expect(asker.get_by_role("link", name=re.compile("이 자리에서 답하기"))).to_have_count(0)
    db.session.rollback()
    (reply,) = replies_to(question)
    assert (reply.author_id, reply.noted_by_id, reply.accepted_by_id) == (yun.id, peer.id, camper.id)


def test_what_is_open_to_answer_follows_the_turn(open_for: OpenFor, at, session: PeerSession, camper: Membership, peer: Membership):
    page = at(open_for(camper))
    expect(page.locator("[data-outcome-kinds]").get_by_role("button", name="답")).to_be_visible()

    page.get_by_role("button", name=re.compile("^다음")).first.click()

    expect(page.locator("[data-outcome-kinds]").get_by_role("button", name="답")).to_be_hidden(timeout=4000)


def test_it_is_undone_where_it_stands_and_why_not_is_said_there(open_for: OpenFor, at, camper: Membership, peer: Membership):
    page = at(open_for(camper))
    for words in ("ResNet", "dim을"):
        notes_of(page)
        caret_at(page, words)
        page.keyboard.press("Control+Enter")
        page.keyboard.press("Enter")
        wait_for_it(page, words)
    first, second = (outcome.id for outcome in written_down())
    db.session.rollback()  # the server writes again
    page.locator(f"#outcome-{second}").get_by_role("button", name=re.compile("되돌리기")).click()
    expect(page.locator(f"#outcome-{second}")).to_have_count(0)

    review = Review.open_for(peer, factories.week(10), clock.now())
    review.keep(review.document.having(rows=[row.having(text="달리") for row in review.document.rows]), clock.now())
    db.session.commit()
    page.locator(f"#outcome-{first}").get_by_role("button", name=re.compile("되돌리기")).click()

    expect(page.locator(f"#outcome-{first}").get_by_role("alert")).to_contain_text("김서연 님이 그사이 회고에서 고쳤거나")


def test_the_form_that_is_open_stays_while_others_go_on(open_for: OpenFor, at, session: PeerSession, camper: Membership, peer: Membership):
    page, leader = at(open_for(peer)), at(open_for(camper))
    page.get_by_role("link", name=re.compile("이 자리에서 답하기")).click()
    sheet(page).get_by_label("적을 말").fill("쓰는 중이에요")

    leader.get_by_role("button", name=re.compile("^다음")).first.click()
    expect(page.locator("#part-speaking h1")).to_have_text("김서연", timeout=4000)

    expect(sheet(page).get_by_label("적을 말")).to_have_value("쓰는 중이에요")
    sheet(page).get_by_role("button", name="적기", exact=True).click()
    wait_for_it(page, "쓰는 중이에요")


def test_what_was_written_while_the_session_was_closed_is_given_back(open_for: OpenFor, at, session: PeerSession, camper: Membership, peer: Membership):
    page, leader = at(open_for(peer)), at(open_for(camper))
    page.get_by_role("link", name=re.compile("이 자리에서 답하기")).click()
    sheet(page).get_by_label("적을 말").fill("아직 쓰는 중이에요")

    leader.locator("summary", has_text="세션 마치기").click()
    with leader.expect_navigation():
        leader.get_by_role("button", name="마치기", exact=True).click()

    expect(page.locator("[data-outcome-left] textarea")).to_have_value("아직 쓰는 중이에요", timeout=5000)
    page.get_by_role("button", name="이제 필요 없어요").click()
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-outcome-left]")).to_be_hidden()


def test_without_script_the_form_is_there(open_for: OpenFor, at, question: Question, camper: Membership, peer: Membership):
    page = at(open_for(peer, script=False))
    page.get_by_text("나온 것 적기", exact=True).first.click()
    page.get_by_label("적을 말").fill("혼자 읽어 보기")
    page.get_by_label("한지우", exact=True).check()
    with page.expect_navigation():
        page.get_by_role("button", name="적기", exact=True).click()
    expect(page.locator("#part-outcomes")).to_contain_text("혼자 읽어 보기")

    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("이 자리에서 답하기")).click()
    page.get_by_label("적을 말").fill("그려 봐요")
    with page.expect_navigation():
        page.get_by_role("button", name="적기", exact=True).click()
    db.session.rollback()
    assert texts_of(camper) == ["혼자 읽어 보기"]
    assert [reply.text for reply in replies_to(question)] == ["그려 봐요"]


@pytest.mark.parametrize(("phone", "dark"), [(True, False), (False, True)])
def test_the_form_is_for_everybody(open_for: OpenFor, at, camper: Membership, phone: bool, dark: bool):
    page = at(open_for(camper, phone=phone, dark=dark))
    notes_of(page)
    caret_at(page, "ResNet")
    page.keyboard.press("Control+Enter")
    assert faults(page) == []
    page.keyboard.press("Enter")
    wait_for_it(page, DECISION)
    assert faults(page) == []
    page.locator("[data-answer]").first.click()
    assert faults(page) == []
