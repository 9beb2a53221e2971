"""Check 17, as an attack: whatever a camper sends to whatever address, the answer is the same whoever asked without a name.

The same week is played twice (tests/access/unnamed_week.py), with another asker. Every route is opened and posted to with the numbers of everything that
could tell; status, headers and body are compared. So is what pages say after each thing that the asker does, and what is mailed.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.cohorts.models import Membership
from app.comments.models import Comment
from app.extensions import db
from app.notifications.models import Notice
from app.notifications.outbox import work
from app.questions.models import Question, Reply, nameable
from tests import factories
from tests.access import unnamed_week, visiting
from tests.access.unnamed_week import ALONE, ASKED, FIRST_ID, NAMED, READERS, SECOND_ID, Played
from tests.clock import Clock
from tests.people import Person

Seen = dict[str, str]
ROOMS = ("questions", "queue", "snippets", "tags", "search", "reviews", "notifications", "home", "cohorts")
CHANGES_MORE = {"cohorts.create", "cohorts.entered", "cohorts.join"}
A_TOKEN = re.compile(r'((?:name="(?:once|csrf_token|[a-z_]+-\d+-key)"[^>]*value=|"csrf_token":)")[^"]*')
OF_THE_MOMENT = {"Date", "Set-Cookie", "Content-Length", "X-Request-Id"}
PLACES = ("/c/ai-7/", "/c/ai-7/questions/", "/c/ai-7/questions/?state=open", "/c/ai-7/questions/?state=duplicate", "/c/ai-7/questions/?tag=gather",
          "/c/ai-7/notices/", "/c/ai-7/notices/news?since=2026-11-17T00:00:00%2B00:00", "/c/ai-7/weeks/9/", "/c/ai-7/tags/names",
          f"/c/ai-7/questions/similar?{urlencode({'text': ALONE})}", f"/c/ai-7/questions/{NAMED}")


@pytest.fixture(autouse=True)
def numbers_in_order(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """What readers ask meanwhile has the same number each time. Gives what makes them begin anew."""
    given = iter(())

    def begin_anew() -> None:
        nonlocal given
        given = iter(range(5_000, 6_000))

    monkeypatch.setattr(nameable.secrets, "randbelow", lambda _most: next(given))
    begin_anew()
    return begin_anew


def test_every_address_answers_the_same_whoever_asked(app: Flask, the_clock: Clock, numbers_in_order: Callable[[], None]) -> None:
    seen: dict[str, Seen] = {}
    for asker in ("first", "second"):
        numbers_in_order()
        played = unnamed_week.play(app, asker, the_clock)
        seen[asker] = _sent_everywhere(app, played, played.readers[READERS[0]])
    first, second = seen["first"], seen["second"]

    assert list(first) == list(second)
    assert _differing(first, second) == []
    assert len(first) > 700
    statuses = {answer.partition(" ")[0] for answer in first.values()}
    assert {"200", "303", "404", "403", "409", "422"} <= statuses
    assert any(ASKED in answer for answer in first.values())


@pytest.mark.parametrize("reader", [READERS[0], READERS[2]])
def test_after_everything_that_the_asker_does_others_read_the_same(app: Flask, the_clock: Clock, reader: str) -> None:
    """Also what stands there for a while only. When the question was filed differs, so what is read first is compared without its moments."""
    seen: dict[str, list[Seen]] = {}
    for asker in ("first", "second"):
        looks: list[Seen] = []
        unnamed_week.play(app, asker, the_clock, lambda played, looks=looks: looks.append(_read(app, played, played.readers[reader])))
        seen[asker] = looks

    assert len(seen["first"]) == len(seen["second"]) > 14
    for number, (first, second) in enumerate(zip(seen["first"][1:], seen["second"][1:], strict=True), 1):
        assert _differing(first, second) == [], f"after what the asker did as number {number}"


def test_what_is_mailed_to_others_is_the_same_whoever_asked(app: Flask, the_clock: Clock) -> None:
    mailed = {}
    for asker in ("first", "second"):
        played = unnamed_week.play(app, asker, the_clock)
        own, sent = played.asker.account.address, []
        work(once=True, send=sent.append)
        mailed[asker] = [mail for mail in sent if mail.to != own]

    assert mailed["first"] == mailed["second"] != []


ASKERS = ("camper", "teammate", "mentor", "staff", "who left")


@pytest.mark.parametrize("asker", ASKERS[1:])
def test_neither_role_nor_leaving_tells_who_asked(app: Flask, the_clock: Clock, asker: str) -> None:
    assert _differing(_asked_apart(app, the_clock, ASKERS[0]), _asked_apart(app, the_clock, asker)) == []


@pytest.mark.parametrize(("leak", "broken"), [
    ("hides_author_of", lambda question, reply, member: False),
    ("hides", lambda question, member: False),
    ("_listing_moment", lambda question, cohort: question.asked_at or question.filed_at),
])
def test_what_is_compared_holds_what_would_tell(app: Flask, the_clock: Clock, monkeypatch: pytest.MonkeyPatch, leak: str, broken: Any) -> None:
    monkeypatch.setattr(Question, leak, broken)
    first, second = (_read(app, played, played.readers[READERS[0]]) for played in (unnamed_week.play(app, asker, the_clock) for asker in ("first", "second")))

    assert _differing(first, second)


def _sent_everywhere(app: Flask, played: Played, reader: Membership) -> Seen:
    """Every route with every number that it could be about; what reads first, then what changes something."""
    browser, parts = Person(app, reader.account), _parts(played, reader)
    rules = [(rule, method) for rule, method in visiting.rules(app) if rule.endpoint.partition(".")[0] in ROOMS and rule.endpoint not in CHANGES_MORE]
    seen: Seen = {}
    for rule, method in sorted(rules, key=lambda each: (each[1], each[0].rule)):
        for values in _addresses(rule, parts):
            address = app.url_map.bind("").build(rule.endpoint, values)
            for more in _more(method, values, parts):
                if method == "GET":
                    seen[f"GET {address}?{urlencode(more)}"] = _told(browser.get(f"{address}?{urlencode(more)}"))
                else:
                    seen[f"POST {address} {more}"] = _told(browser.post(address, more, headers={"Accept": "application/json"} if "on" not in more else {}))
    return seen


def _parts(played: Played, reader: Membership) -> dict[str, list[Any]]:
    return {
        "cohort": ["ai-7"], "number": [9], "version_number": [1], "snippet_id": [1], "term_id": [1], "team_id": [1], "invitation_id": [1], "key": ["0" * 32],
        "question_id": [*played.unnamed(), NAMED],
        "reply_id": list(db.session.scalars(select(Reply.id).where(Reply.question_id == played.ids["asked"]).order_by(Reply.id))),
        "review_id": [review.id for review in played.reviews.values()],
        "comment_id": list(db.session.scalars(select(Comment.id).order_by(Comment.id))),
        "member_id": [FIRST_ID, SECOND_ID],
        "notice_id": list(db.session.scalars(select(Notice.id).where(Notice.member_id == reader.id).order_by(Notice.id))),
    }


def _addresses(rule: Rule, parts: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    names = sorted(rule.arguments)
    for values in product(*(parts.get(name, []) for name in names)):
        yield dict(zip(names, values, strict=True))


def _more(method: str, values: dict[str, Any], parts: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """Queries, or what is typed into any of the forms."""
    asked = parts["question_id"][0]
    if method == "GET":
        yield {}
        yield {"quote": 1, "of": 0, "on": f"question-{asked}", "q": "XUNNAMEDX", "text": ASKED, "since": "2026-11-17T00:00:00+00:00", "change": "gather"}
        if "question_id" in values:
            yield {"quote": 2, "of": 1, "original": asked, "same": "XALONEX"}
        return
    typed = {"text": "말", "once": "o", "kind": "answer", "version": "0", "word": "왜", "own_answer": "답", "was": "x", "original": NAMED, "to": FIRST_ID, "title": "제목",
             "name": "이름", "spellings": "하나, 둘", "tag": "gather", "give": "thanks"}
    replies = parts["reply_id"] if "question_id" in values and "reply_id" not in values else parts["reply_id"][:1]
    for number in replies:
        yield {**typed, "reply": number}
    yield {**typed, "on": f"question-{asked}", "original": asked, "once": "another", "told": "closed"}


def _read(app: Flask, played: Played, reader: Membership) -> Seen:
    browser = Person(app, reader.account)
    pages = [f"/c/ai-7/questions/{number}{more}" for number in played.unnamed() for more in ("", "/versions", "?quote=1")]
    return {address: _told(browser.get(address)) for address in (*PLACES, *pages)}


def _asked_apart(app: Flask, clock: Clock, asker: str) -> Seen:
    """What a camper reads of a question that was asked on its own by `asker`, with all that its asker can do with it."""
    unnamed_week.begin_anew(clock)
    people = {name: factories.member("camper" if name in ("teammate", "who left") else name, called, team=factories.team("2조") if called[0] == "캠" else None)
              for name, called in zip(ASKERS, ("캠하나", "캠둘", "멘토", "운영", "캠셋"), strict=True)}
    reader, mentor = factories.member("camper", "읽는이", team=factories.team("2조")), factories.member("mentor", "박민서")
    who = people[asker]
    answered, again, gone = (factories.question(text, who, without_name=True, id=4_000_000_000_001 + number, tags=("gather",))
                             for number, text in enumerate((ASKED, ALONE, "XGONEX 거둘 질문")))
    helped = factories.reply(answered, reader, "이렇게요", at=clock.move(minutes=7))
    own = factories.reply(answered, who, "해 봤어요", at=clock.move(minutes=7))
    factories.reply(answered, mentor, "무엇을요?", asks_back=True, at=clock.move(minutes=7))
    again.me_too(reader, clock.now())
    again.claim_for(mentor, clock.now())
    factories.reply(gone, reader, "저도요")
    factories.reply(gone, who, "더 쓸게요")
    for act in (lambda: answered.accept(own, who, clock.at), lambda: answered.unaccept(own, who, clock.at), lambda: answered.accept(helped, who, clock.at),
                lambda: answered.reopen(who, "아직요", clock.at), lambda: own.edit(who, "또 해 봤어요", clock.at), lambda: answered.edit(who, f"{ASKED}!", clock.at),
                lambda: again.answer_by_asker(who, "찾았어요", clock.at), lambda: gone.withdraw(who, clock.at)):
        clock.move(minutes=11)
        act()
        db.session.flush()
        for question in (answered, again, gone):
            db.session.refresh(question)
    people["who left"].end(clock.move(minutes=3))
    played = Played(who, {"reader": reader}, lambda _played: None, clock, ids={"asked": answered.id, "alone": again.id, "gone": gone.id})
    return _read(app, played, reader)


def _told(answer: TestResponse) -> str:
    headers = sorted(f"{name}: {value}" for name, value in answer.headers if name not in OF_THE_MOMENT)
    body = answer.text if answer.mimetype.startswith("text/") or answer.is_json else repr(answer.data)
    return "\n".join([f"{answer.status_code} ", *headers, ""]) + A_TOKEN.sub(r"\1", body)


def _differing(first: Seen, second: Seen) -> list[str]:
    """Where, with the first line that differs."""
    found = []
    for address in first:
        if first[address] != second[address]:
            lines = zip(first[address].splitlines(), second[address].splitlines(), strict=False)
            found.append(f"{address}: {next((pair for pair in lines if pair[0] != pair[1]), 'one is longer')}"[:600])
    return found
