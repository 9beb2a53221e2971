"""Check 17: no page and no mail tells a camper who asked without a name.

The first test is the whole of it: the same week is played twice, once with one camper asking and once with another, and what
a third can read is the same, byte for byte. The others say one by one what must not be there, so that a leak is easy to find.
"""
from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.cohorts.models import Membership
from app.extensions import db
from app.notifications.outbox import work
from app.questions.models import Question, nameable
from app.reviews.models import EntryRow, QuestionRow
from tests import factories
from tests.access import unnamed_week
from tests.access.pages import Element, pages_of, tree
from tests.access.unnamed_week import ALONE, ASKED, FIRST_ID, KEPT, READERS, REPEATED, Played
from tests.clock import Clock
from tests.people import Person

ELSEWHERE = r"^/static/|/weeks/(?!9/)|[?&](week|mine|free|on)=|^/cohorts"  # of what is not asked about here
BY_SCRIPT = ("/c/ai-7/notices/news?since=2026-11-18T00:00:00%2B00:00", f"/c/ai-7/questions/similar?text={quote(ALONE)}",
             f"/c/ai-7/questions/similar?text={quote(ASKED)}", "/c/ai-7/questions/4000000000008/news")
SEOUL = ZoneInfo("Asia/Seoul")
A_TOKEN = re.compile(r'(name="(?:once|csrf_token|[a-z_]+-\d+-key)"[^>]*value=")[^"]*')


@pytest.fixture
def play(app: Flask, the_clock: Clock) -> Callable[[str], Played]:
    return lambda asker: unnamed_week.play(app, asker, the_clock)


def test_whoever_asked_others_read_the_same(app: Flask, play) -> None:
    read = {}
    for asker in ("first", "second"):
        played = play(asker)
        read[asker] = {name: _read_by(app, reader) for name, reader in played.readers.items()}
    for name in READERS:
        first, second = read["first"][name], read["second"][name]
        assert list(first) == list(second)
        assert [address for address in first if first[address] != second[address]] == [], name
        assert any(ASKED in page for page in first.values()), "the question is not to be seen at all"


def test_that_test_finds_a_name_that_is_told(app: Flask, play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Question, "shows_asker_to", lambda question, member: True)
    with pytest.raises(AssertionError):
        test_whoever_asked_others_read_the_same(app, play)


@pytest.mark.parametrize("leak", ["asker_is_shown", "listing", "hides"])
def test_that_test_finds_a_leak_in_the_list_in_the_order_and_in_notices(app: Flask, play, monkeypatch: pytest.MonkeyPatch, leak: str) -> None:
    if leak == "asker_is_shown":
        from app.questions.queries import listing

        monkeypatch.setattr(listing, "asker_is_shown", lambda *_any: True)
        monkeypatch.setattr(nameable, "asker_is_shown", lambda *_any: True)
    elif leak == "listing":
        monkeypatch.setattr(Question, "_listing_moment", lambda question, cohort: question.asked_at or question.filed_at)
    else:
        monkeypatch.setattr(Question, "hides", lambda question, member: False)
    with pytest.raises(AssertionError):
        test_whoever_asked_others_read_the_same(app, play)


@pytest.mark.parametrize("reader", READERS)
def test_the_review_of_the_asker_does_not_hold_the_question(app: Flask, play, reader: str) -> None:
    played = play("first")
    browser = Person(app, played.readers[reader].account)
    for address in (f"/c/ai-7/reviews/{played.review_id}", f"/c/ai-7/reviews/{played.review_id}?on="):
        page = browser.get(address).text
        assert "이름 있는 질문" in page
        assert [found for found in (ASKED, KEPT, *map(str, played.unnamed())) if found in page] == []
        assert "XREMARKX" not in page, "a remark on the question stands in the asker's review"
    for question in played.unnamed():
        assert browser.get(f"/c/ai-7/reviews/{played.review_id}?on=question-{question}").text.count('id="comment-on-') == 0
        assert browser.post(f"/c/ai-7/reviews/{played.review_id}/comments", {"on": f"question-{question}", "text": "x", "once": "o"}).status_code == 404


@pytest.mark.parametrize("reader", READERS)
def test_what_shows_the_question_says_nothing_of_its_asker(app: Flask, play, reader: str) -> None:
    played = play("first")
    told, shown = [], 0
    for address, page in _read_by(app, played.readers[reader]).items():
        for around in _showing(played, address, page):
            shown += 1
            told += [(address, what) for what in _words_of(played) if re.search(what, around.said)]
            told += [(address, moment) for moment in _minutes(played) if moment in around.said]
    assert shown > 5
    assert told == []


def test_it_stands_at_the_beginning_of_its_day(app: Flask, play) -> None:
    play("first")
    for question in db.session.scalars(select(Question).where(Question.without_name)):
        assert question.listed_at is not None
        here = question.listed_at.astimezone(SEOUL)
        assert (here.hour, here.minute, here.second, here.microsecond) == (0, 0, 0, 0)


def test_a_team_does_not_learn_that_it_was_one_of_them(app: Flask, play) -> None:
    played = play("first")
    asker = db.session.get_one(Membership, FIRST_ID)
    kept = QuestionRow("XTEAMX 우리 팀만 보는 질문", own_answer="찾았어요", asks_mentors=False, without_name=True)
    factories.review(asker, number=8, audience="team", questions=(kept,), entries=(EntryRow("takeaway", "우리끼리예요"),))
    peer = played.readers[READERS[0]]
    pages = _read_by(app, peer) | {"the week": Person(app, peer.account).get("/c/ai-7/weeks/8/").text}
    assert [address for address, page in pages.items() if "XTEAMX" in page] == []


def test_its_number_says_nothing_of_its_neighbours(app: Flask) -> None:
    numbers = [nameable.random_id() for _ in range(200)]
    assert numbers != sorted(numbers)
    assert len(set(numbers)) == 200


def test_no_mail_to_others_names_the_asker(app: Flask, play) -> None:
    played = play("first")
    own, named, sent = played.asker.account.address, _words_of(played), []
    work(once=True, send=sent.append)
    others = [mail for mail in sent if mail.to != own]
    assert others
    assert [mail.subject for mail in others for what in named if re.search(what, f"{mail.subject}\n{mail.text}")] == []


def test_mentors_staff_and_the_asker_know(app: Flask, play) -> None:
    played = play("first")
    question = played.ids["asked"]
    for knows in (played.asker, factories.member("mentor", "새멘토"), factories.member("staff", "새운영진")):
        assert played.asker.name in _main(Person(app, knows.account).get(f"/c/ai-7/questions/{question}").text).said


def _read_by(app: Flask, reader: Membership) -> dict[str, str]:
    """Every page that links lead to, and those that could tell something; without what differs at each look (tokens against double presses)."""
    browser = Person(app, reader.account)
    hrefs = ["/c/ai-7/", "/c/ai-7/questions/", "/c/ai-7/questions/?state=open", "/c/ai-7/questions/?tag=gather", "/c/ai-7/notices/", "/c/ai-7/weeks/9/",
             "/c/ai-7/members/", "/c/ai-7/teams/"]
    pages = {address: A_TOKEN.sub(r"\1", answer.text) for address, answer in pages_of(browser, *hrefs, but=ELSEWHERE) if answer.mimetype == "text/html"}
    return pages | {address: A_TOKEN.sub(r"\1", _told_to_a_script(browser.get(address))) for address in BY_SCRIPT}


def _told_to_a_script(answer: TestResponse) -> str:
    """What the JSON says, its pieces of pages as they are; of what is not there, that it is not."""
    return json.dumps(answer.json, ensure_ascii=False).replace('\\"', '"') if answer.is_json else f"{answer.status_code}"


def _showing(played: Played, address: str, page: str) -> list[Element]:
    """The elements that show an unnamed question: its own page's whole content, elsewhere the line or the block that it stands in."""
    root = tree(page)
    if "<main" in page and any(address.startswith(f"/c/ai-7/questions/{number}") for number in played.unnamed()):
        return [_main(page), root.all("head")[0]]
    marks = [ASKED.split()[0], KEPT.split()[0], ALONE.split()[0], REPEATED.split()[0], *map(str, played.unnamed())]
    holding = [each for each in root.walk() if any(mark in " ".join([*each.attributes.values(), *(c for c in each.children if isinstance(c, str))]) for mark in marks)]
    around = {id(found): found for each in holding if (found := each.above("li", "article", "section", "tr", "form", "main"))}
    return list(around.values())


def _main(page: str) -> Element:
    return tree(page).all("main")[0]


def _words_of(played: Played) -> list[str]:
    """What would name the asker: the name and what it is shortened to, the team, and every number of theirs."""
    return [played.asker.name, played.asker.name[-2:], "은하조", rf"reviews/{played.review_id}\b", r"\b777001\b", r"\b888001\b", r"\b666001\b"]


def _minutes(played: Played) -> list[str]:
    """The moments at which the asker did something, as pages write them."""
    return [written for at in played.moments for written in (f"{at.astimezone(SEOUL):%H:%M}", f"{at:%H:%M}")]
