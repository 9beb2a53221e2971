"""Check 48: a review on paper: what was written and remarked, nothing to press, links with their addresses, no cut lines."""
from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from app.cohorts.models import Membership
from app.extensions import db
from app.peer_sessions.models import PeerSession
from app.reviews.models import QuestionRow
from app.web import clock
from tests import factories
from tests.browser import world as worlds
from tests.browser.conftest import OpenFor
from tests.browser.world import World

PAPER = {"width": 673, "height": 1000}  # A4 less its margins, at 96 points an inch

CHROME = """() => [...document.querySelectorAll('.top, .skip, .foot, .weeks, .savebar, .toc, .flashes, button, input, select, textarea, form, dialog, a.btn, a.comment')]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && each.getClientRects().length && each.getBoundingClientRect().height > 0)
  .filter((each) => each.localName !== 'form' || each.innerText.trim())
  .map((each) => each.cloneNode(false).outerHTML)"""
WITHOUT_ADDRESS = """() => [...document.querySelectorAll('article a[href^="http"]')].filter((link) => link.getClientRects().length)
  .filter((link) => !getComputedStyle(link, '::after').content.includes(link.getAttribute('href')) && link.textContent !== link.getAttribute('href'))
  .map((link) => link.outerHTML)"""
MAY_BE_CUT = """() => [...document.querySelectorAll('.entry, .note, .reply, .pm > li, .lines > li, article pre, article blockquote, article tr')]
  .filter((each) => getComputedStyle(each).breakInside !== 'avoid').map((each) => each.cloneNode(false).outerHTML)"""
OVER_THE_EDGE = """() => [...document.querySelectorAll('main *')].filter((each) => {
  const box = each.getBoundingClientRect();
  return box.width && box.right > innerWidth + 1 && !each.closest('.visually-hidden, math');
}).map((each) => each.cloneNode(false).outerHTML.slice(0, 120))"""
CLIPPED = """() => [...document.querySelectorAll('main *')].filter((each) => {
  const style = getComputedStyle(each);
  return !each.closest('.visually-hidden') && style.overflowX !== 'visible' && each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0;
}).map((each) => each.cloneNode(false).outerHTML.slice(0, 120))"""


@pytest.fixture
def world(app):
    return worlds.build()


def on_paper(page: Page, address: str) -> Page:
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    page.goto(address)
    return page


@pytest.mark.parametrize("who", ["camper", "peer", "mentor"])
def test_a_review_on_paper(who: str, world: World, open_for: OpenFor):
    page = on_paper(open_for(getattr(world, who)), f"/c/ai-7/reviews/{world.review.id}")
    assert page.evaluate(CHROME) == []
    assert page.evaluate(WITHOUT_ADDRESS) == []
    assert page.evaluate(MAY_BE_CUT) == []
    assert page.evaluate(OVER_THE_EDGE) == []
    assert page.evaluate(CLIPPED) == []
    shown = page.locator("main").inner_text()
    for words in ("천천히 가도 멈추지는 않았다", "https://pytorch.org/tutorials/", "이 마음 그대로 가요.", "덕분에 따라갔어요.", "찾는 사람과 다듬는 사람", "내 속도로 가자."):
        assert words in shown or words in page.evaluate("[...document.querySelectorAll('article.sheet a')].map((a) => getComputedStyle(a, '::after').content).join()"), words


def test_a_remark_stands_under_what_it_is_about(world: World, open_for: OpenFor):
    page = on_paper(open_for(world.peer), f"/c/ai-7/reviews/{world.review.id}")
    entry = world.review.entries[4]
    about, remark = page.locator(f"#entry-{entry.id}").bounding_box(), page.locator("aside .note").first.bounding_box()
    assert about and remark
    assert remark["y"] >= about["y"] + about["height"] - 1


def test_in_dark_and_wide_it_is_as_light_and_narrow(world: World, open_for: OpenFor):
    page = on_paper(open_for(world.mentor, dark=True), f"/c/ai-7/reviews/{world.review.id}")
    assert page.evaluate("getComputedStyle(document.querySelector('article.sheet h1')).color") == page.evaluate("getComputedStyle(document.querySelector('article.sheet')).color")
    ink = [int(part) for part in re.findall(r"\d+", page.evaluate("getComputedStyle(document.querySelector('article.sheet h1')).color"))[:3]]
    assert max(ink) < 90
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4")))
    assert 1 <= pages <= 4


def test_a_list_and_a_question_on_paper(world: World, open_for: OpenFor):
    page = open_for(world.mentor)
    for address in (f"/c/ai-7/questions/{world.answered_question.id}", f"/c/ai-7/questions/{world.open_question.id}", "/c/ai-7/weeks/8/", "/c/ai-7/questions/"):
        on_paper(page, address)
        assert page.evaluate(CHROME) == [], address
        assert page.evaluate(OVER_THE_EDGE) == [], address


def test_a_summary_of_a_session_on_paper(camper: Membership, peer: Membership, mentor: Membership, open_for: OpenFor):
    session = held_by(camper, peer)
    for reader in (peer, mentor):
        page = on_paper(open_for(reader, dark=True), f"/c/ai-7/sessions/{session.id}")
        for wrong in (CHROME, WITHOUT_ADDRESS, MAY_BE_CUT, OVER_THE_EDGE, CLIPPED):
            assert page.evaluate(wrong) == []
        for words in ("dim 방향으로 모아 와요", "금요일에 ResNet 같이 구현해 보기", "논문은 어디서부터 읽나요?", "그림으로 그린 gather", "우리끼리 적은 말 39"):
            expect(page.locator("article")).to_contain_text(words)


def held_by(leader: Membership, peer: Membership) -> PeerSession:
    """Closed, with one of everything that comes out of a session, and long notes."""
    now = clock.now()
    question = factories.review(leader, questions=(QuestionRow("`torch.gather`는 어떤 모양의 index를 받나요?", asks_mentors=False),)).questions[0]
    session = factories.peer_session(leader)
    session.note_answer(question, peer, "dim 방향으로 모아 와요: `out[i][j] = input[index[i][j]][j]`", leader, now)
    session.note_decision("금요일에 ResNet 같이 구현해 보기", [leader, peer], leader, now)
    session.note_question("논문은 어디서부터 읽나요?", peer, now)
    session.note_resource("[그림으로 그린 gather](https://example.org/gather)", {"text": "그림으로 그린 gather", "url": "https://example.org/gather"}, [peer], peer, now)
    session.note(leader, "", "\n".join(f"- 우리끼리 적은 말 {number}, 조금 길어서 한 줄을 넘어가는 말이에요. 그래도 끝까지 다 보여야 해요." for number in range(40)), now)
    db.session.flush()
    session.load_turns()
    session.close(leader, now)
    db.session.commit()
    return session
