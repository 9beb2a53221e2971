"""What an open page of the queue is told: what is new, and what became of the rows that it shows."""
from __future__ import annotations

import re
from html import unescape

import pytest

from app.extensions import db
from app.questions.models import CLAIM_LASTS
from app.web import clock
from tests import factories

QUEUE = "/c/ai-7/queue/"


def asks(page: str) -> str:
    """The address that an open page asks."""
    return unescape(re.search(r'data-live="(/c/[^"]*queue/news[^"]*)"', page)[1])  # type: ignore[index]


def test_nothing_new_is_304_and_takes_three_statements(as_mentor, question, statements):
    place = asks(as_mentor.get(QUEUE).text)
    first = as_mentor.get(place)
    with statements() as ran:
        again = as_mentor.get(place, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert len(ran) <= 3, ran
    assert first.json["new"] == ""
    assert first.json["rows"] == {str(question.id): {"state": "free"}}


def test_a_page_without_questions_is_told_of_none(as_mentor, question):
    """On PostgreSQL it was told how every question stands, those of other cohorts too."""
    factories.question("다른 기수의 것", factories.member("camper", "다른이", factories.cohort("web-3")))

    assert as_mentor.get(f"{QUEUE}news?since=").json["rows"] == {}


@pytest.mark.parametrize("query", ["", "?week=9", "?tag=cv", "?free=1", "?origin=talk", "?tag=cv&week=9&origin=talk&free=1", "?team"])
def test_what_is_asked_meanwhile_is_new_where_it_belongs_to_what_is_chosen(query, as_mentor, camper, other_team, the_clock):
    query = f"?team={camper.team_id}" if query == "?team" else query
    factories.question("처음", camper, tags=("cv",), origin="talk")
    place = asks(as_mentor.get(QUEUE + query).text)
    the_clock.move(minutes=2)
    for number in range(2):
        factories.question(f"새로 {number}", camper, tags=("cv",), origin="talk")
    elsewhere = factories.question("다른", other_team, origin="lecture")
    elsewhere.week_id = factories.week(3).id
    told = as_mentor.get(place).json

    assert told["new"] == ("새 질문 3개 보기" if query in ("", "?free=1") else "새 질문 2개 보기")
    assert told["title"] == "답변을 기다리는 질문 4개"


def test_what_is_announced_is_what_its_link_shows(as_mentor, camper, the_clock):
    factories.question("처음", camper, tags=("cv",))
    the_clock.move(minutes=5)
    page = as_mentor.get(f"{QUEUE}?tag=cv").text
    the_clock.move(minutes=5)
    factories.question("새로", camper, tags=("cv",))
    announced = as_mentor.get(QUEUE + unescape(re.search(r'data-announced="([^"]*)"', page)[1])).text  # type: ignore[index]

    assert ">새로</a>" in announced
    assert ">처음</a>" not in announced


def test_handed_to_me_is_new_among_mine(as_mentor, camper, mentor, another_mentor, the_clock):
    question = factories.question("오래된", camper)
    the_clock.move(hours=3)
    place = asks(as_mentor.get(f"{QUEUE}?mine=1").text)
    question.hand_to(mentor, another_mentor, "", clock.now())

    assert as_mentor.get(place).json["new"] == "새 질문 1개 보기"


def test_who_writes_and_what_was_answered_is_told_of_the_rows_shown(as_mentor, camper, mentor, another_mentor, the_clock):
    held, own, answered, free, back = (factories.question(f"질문 {number}", camper) for number in range(5))
    back.claim_for(another_mentor, clock.now())
    place = asks(as_mentor.get(QUEUE).text)
    back.release(another_mentor)
    held.claim_for(another_mentor, clock.now())
    own.claim_for(mentor, clock.now())
    factories.reply(answered, another_mentor)
    rows = as_mentor.get(place).json["rows"]

    assert rows[str(held.id)]["state"] == "held"
    assert rows[str(held.id)]["words"] == "최유진 님이 쓰는 중"
    assert rows[str(own.id)]["state"] == "mine"
    assert rows[str(answered.id)] == {"state": "over", "look": "answered", "words": rows[str(answered.id)]["words"]}
    assert rows[str(free.id)] == rows[str(back.id)] == {"state": "free"}

    the_clock.set(clock.now() + CLAIM_LASTS)
    assert as_mentor.get(place).json["rows"][str(held.id)] == {"state": "free"}


def test_it_tells_of_no_question_of_another_cohort(as_mentor, question):
    elsewhere = factories.question(author=factories.member(in_cohort=factories.cohort("web-3")))

    told = as_mentor.get(f"{QUEUE}news?since={clock.now().timestamp()}&ids={elsewhere.id},{question.id}").json
    assert list(told["rows"]) == [str(question.id)]


@pytest.mark.parametrize("query", ["?since=x", "?since=nan&ids=", "?since=1e300", "?since=0", "?since=-1e12", "?since=1790000000&ids=x", "?since=1790000000&ids=1,,2",
                                   "?since=1790000000&ids=" + "9" * 19, "?since=1790000000&ids=²", "?since=inf"])
def test_what_makes_no_sense_is_not_found(query, as_mentor, question):
    assert as_mentor.get(f"{QUEUE}news{query}").status_code == 404


def test_many_ids_are_bounded(as_mentor, question):
    assert as_mentor.get(f"{QUEUE}news?since=1790000000&ids={','.join(['1'] * 5000)}").status_code == 200


@pytest.mark.parametrize("who", ["as_camper", "as_stranger"])
def test_others_are_told_nothing(who, request, question):
    assert request.getfixturevalue(who).get(f"{QUEUE}news?since={clock.now().timestamp()}").status_code == 404


def test_asking_changes_nothing(as_mentor, question):
    before = (question.claimed_by_id, question.seen_at)
    as_mentor.get(asks(as_mentor.get(QUEUE).text))
    db.session.refresh(question)

    assert (question.claimed_by_id, question.seen_at) == before
