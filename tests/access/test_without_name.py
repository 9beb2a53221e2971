"""Check 17: no page and no mail tells a camper who asked without a name.

The first test is the whole of it: the same week is played twice, once with one camper asking and once with another, and what
a third can read is the same, byte for byte. The others say one by one what must not be there, so that a leak is easy to find.
"""
from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select, text
from werkzeug.test import TestResponse

from app.cohorts.models import Membership
from app.comments.models import Comment
from app.extensions import db
from app.notifications.models import notify
from app.notifications.outbox import work
from app.questions.models import MeToo, Question, nameable
from app.reviews.models import EntryRow, QuestionRow, Review, Written
from tests import conftest, factories
from tests.access.pages import Element, pages_of, tree
from tests.clock import Clock
from tests.people import Person

ASKED = "XUNNAMEDX 이건 이름 없이 물어요"
KEPT = "XKEPTX 혼자 알아낸 질문"
REPEATED = "XREPEATEDX 이름 없이 또 물어요"
GONE = "XGONEX 이름 없이 물었다가 거둬요"
ALONE = "XALONEX 따로 이름 없이 물어요"
READERS = ("of the first's team", "of the second's team", "of another team")
ELSEWHERE = r"^/static/|/weeks/(?!9/)|[?&](week|mine|free|on)=|^/cohorts"  # of what is not asked about here
BY_SCRIPT = ("/c/ai-7/notices/news?since=2026-11-18T00:00:00%2B00:00", f"/c/ai-7/questions/similar?text={quote(ALONE)}",
             f"/c/ai-7/questions/similar?text={quote(ASKED)}", "/c/ai-7/questions/4000000000008/news")
SEOUL = ZoneInfo("Asia/Seoul")
A_TOKEN = re.compile(r'(name="(?:once|csrf_token|[a-z_]+-\d+-key)"[^>]*value=")[^"]*')


@dataclass
class Played:
    """A week in which `asker` (of the two who filed) asked without a name."""

    asker: Membership
    readers: dict[str, Membership]
    moments: list[datetime]
    review_id: int
    ids: dict[str, int]


@pytest.fixture
def play(app: Flask, the_clock: Clock) -> Callable[[str], Played]:
    beginning = the_clock.at

    def playing(asker: str) -> Played:
        db.session.remove()
        conftest.empty()
        _numbers_begin_anew()
        the_clock.set(beginning - timedelta(days=2, hours=8, minutes=43))  # Wednesday, 12:17 in Seoul
        return _play(asker, the_clock)

    return playing


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
        assert [found for found in (ASKED, KEPT, *map(str, _unnamed(played))) if found in page] == []
        assert "XREMARKX" not in page, "a remark on the question stands in the asker's review"
    for question in _unnamed(played):
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
    asker = db.session.get_one(Membership, 777001)
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
    if "<main" in page and any(address.startswith(f"/c/ai-7/questions/{number}") for number in _unnamed(played)):
        return [_main(page), root.all("head")[0]]
    marks = [ASKED.split()[0], KEPT.split()[0], ALONE.split()[0], REPEATED.split()[0], *map(str, _unnamed(played))]
    holding = [each for each in root.walk() if any(mark in " ".join([*each.attributes.values(), *(c for c in each.children if isinstance(c, str))]) for mark in marks)]
    around = {id(found): found for each in holding if (found := each.above("li", "article", "section", "tr", "form", "main"))}
    return list(around.values())


def _main(page: str) -> Element:
    return tree(page).all("main")[0]


def _unnamed(played: Played) -> list[int]:
    return [played.ids[name] for name in ("asked", "kept", "alone", "repeated", "gone")]


def _words_of(played: Played) -> list[str]:
    """What would name the asker: the name and what it is shortened to, the team, and every number of theirs."""
    return [played.asker.name, played.asker.name[-2:], "은하조", rf"reviews/{played.review_id}\b", r"\b777001\b", r"\b888001\b", r"\b666001\b"]


def _minutes(played: Played) -> list[str]:
    """The moments at which the asker did something, as pages write them."""
    return [written for at in played.moments for written in (f"{at.astimezone(SEOUL):%H:%M}", f"{at:%H:%M}")]


def _play(asker: str, clock: Clock) -> Played:
    first_team, second_team, third_team = factories.team("은하조", factories.cohort()), factories.team("바다조"), factories.team("숲조")
    first = factories.member("camper", "서별하", team=first_team, account=factories.account("서별하", "first@example.org", id=888001), id=777001)
    second = factories.member("camper", "문강산", team=second_team, account=factories.account("문강산", "second@example.org", id=888002), id=777002)
    readers = {}
    for name, called, team in zip(READERS, ("가나다", "라마바", "사아자"), (first_team, second_team, third_team), strict=True):
        readers[name] = factories.member("camper", called, team=team, account=factories.account(called, f"reader-{len(readers)}@example.org"))
    mentor = factories.member("mentor", "박민서")
    db.session.flush()
    who, moments, ids = (first if asker == "first" else second), [], {}
    reviews = {}
    for member in (first, second):
        unnamed = (QuestionRow(ASKED, tags=("gather",), without_name=True),
                   QuestionRow(KEPT, own_answer="찾았어요", asks_mentors=False, without_name=True)) if member is who else ()
        reviews[member.id] = _filed(member, unnamed, clock, ids)
        moments += [clock.at] if member is who else []
        factories.question("다른 질문이에요", readers[READERS[0]], id=4_000_000_000_010 + len(reviews), at=clock.move(minutes=6))
        clock.move(minutes=7)
    question = db.session.get_one(Question, ids["asked"])
    factories.question("이름을 밝힌 질문", readers[READERS[2]], id=4_000_000_000_009, at=clock.move(minutes=3))
    for reader in readers.values():
        question.me_too(reader, clock.move(minutes=1))
        db.session.flush()
        db.session.refresh(question)
    _remark(reviews[who.id], question, mentor, clock)
    _talk(question, who, readers, mentor, clock, moments)
    alone = factories.question(ALONE, who, without_name=True, at=clock.move(minutes=7), id=4_000_000_000_008, joins_review=True, key="own-alone")
    alone.see(mentor, clock.move(minutes=4))
    ids["alone"] = alone.id
    moments.append(clock.at)
    _end(who, readers, mentor, clock, moments, ids)
    clock.move(hours=30)
    db.session.commit()
    return Played(who, readers, moments, reviews[who.id].id, ids)


def _filed(member: Membership, unnamed: tuple[QuestionRow, ...], clock: Clock, ids: dict[str, int]) -> Review:
    """A review with a question that has a name, and perhaps some that have none. Numbers are given, so that they are the same each time."""
    review = Review.begun_by(member, factories.week(), clock.at)
    review.write(Written(title=f"{member.name}의 한 주", questions=(QuestionRow(f"이름 있는 질문 {member.name}"), *unnamed),
                         entries=(EntryRow("takeaway", "천천히 가도 돼요"),)), clock.at)
    for question in review.questions:
        question.id = {ASKED: 4_000_000_000_001, KEPT: 4_000_000_000_002}.get(question.text, 4_000_000_000_000 + member.id)
    db.session.flush()
    review.file(member, clock.at)
    db.session.flush()
    ids |= {name: question.id for question in review.questions for name, words in (("asked", ASKED), ("kept", KEPT)) if question.text == words}
    return review


def _remark(review: Review, question: Question, mentor: Membership, clock: Clock) -> None:
    comment = Comment.written_by(mentor, "XREMARKX 좋은 질문이에요", clock.move(minutes=2), review_id=review.id, question_id=question.id)
    notify([review.author_id], "comment", cohort_id=review.cohort_id, source=f"comment:{comment.id}", address=f"reviews/{review.id}#comment-{comment.id}",
           about=review.title, actor=mentor, now=clock.at)
    comment.edit("XREMARKX 정말 좋은 질문이에요", 1, clock.move(minutes=2))
    factories.reaction(review, db.session.get_one(Membership, review.author_id), "thanks", comment_id=comment.id)


def _end(who: Membership, readers: dict[str, Membership], mentor: Membership, clock: Clock, moments: list[datetime], ids: dict[str, int]) -> None:
    """The asker closes one as the same as a reader's, finds out and edits another, and takes a third back after a reader's reply."""
    repeated = factories.question(REPEATED, who, without_name=True, at=clock.move(minutes=8), id=4_000_000_000_020)
    moments.append(clock.at)
    repeated.close_as_duplicate(db.session.get_one(Question, 4_000_000_000_009), who, clock.move(minutes=11))
    moments.append(clock.at)
    gone = factories.question(GONE, who, without_name=True, at=clock.move(minutes=9), id=4_000_000_000_021)
    moments.append(clock.at)
    reply = factories.reply(gone, readers[READERS[1]], "저는 이렇게 했어요", at=clock.move(minutes=6))
    gone.endorse(reply, mentor, clock.move(minutes=2))
    gone.hand_to(factories.member("mentor", "정하람"), mentor, "부탁해요", clock.move(minutes=2))
    for act in (lambda: gone.edit(who, f"{GONE}!", clock.at), lambda: gone.answer_by_asker(who, "XFOUNDX 알아냈어요", clock.at),
                lambda: gone.reopen(who, "아니었어요", clock.at), lambda: gone.withdraw(who, clock.at)):
        clock.move(minutes=13)
        act()
        moments.append(clock.at)
        db.session.flush()
        db.session.refresh(gone)
    ids |= {"repeated": repeated.id, "gone": gone.id}


def _talk(question: Question, who: Membership, readers: dict[str, Membership], mentor: Membership, clock: Clock, moments: list[datetime]) -> None:
    """A peer replies, the asker too, a mentor answers; the asker accepts, is not content after all, is answered again and accepts the peer."""
    peer = readers[READERS[0]]
    helped = factories.reply(question, peer, "이렇게 해 보면 어때요", at=clock.move(minutes=5))
    own = factories.reply(question, who, "해 봤는데 안 돼요", at=clock.move(minutes=21))
    moments.append(clock.at)
    own.edit(who, "다시 해 봤는데 안 돼요", clock.move(minutes=8))
    moments.append(clock.at)
    question.retract(factories.reply(question, who, "잘못 올렸어요", at=clock.move(minutes=3)), who, clock.move(minutes=2))
    moments.append(clock.at)
    question.edit(who, f"{ASKED} (오류 메시지 덧붙임)", clock.move(minutes=4))
    moments.append(clock.at)
    answer = factories.reply(question, mentor, "index의 모양을 보세요", at=clock.move(minutes=17))
    for act in (lambda: question.accept(answer, who, clock.at), lambda: question.reopen(who, "아직 모르겠어요", clock.at),
                lambda: question.accept(helped, who, clock.at)):
        clock.move(minutes=19)
        act()
        moments.append(clock.at)
        db.session.flush()
        db.session.refresh(question)
    assert db.session.scalar(select(MeToo.member_id).where(MeToo.question_id == question.id))


def _numbers_begin_anew() -> None:
    """PostgreSQL goes on counting when rows are gone; SQLite begins anew by itself."""
    if db.engine.dialect.name != "postgresql":
        return
    with db.engine.begin() as connection:
        for table in db.metadata.sorted_tables:
            if "id" in table.c and (sequence := connection.scalar(text("select pg_get_serial_sequence(:name, 'id')"), {"name": table.name})):
                connection.execute(text("select setval(cast(:name as regclass), 1000000)"), {"name": sequence})


