"""What the asker knows: seen by, being answered by, the place in line; kept up to date while the page is open."""
from __future__ import annotations

import pytest

from app.extensions import db
from app.questions.models import Question
from app.web import clock
from tests import factories


def address(question: Question, what: str = "") -> str:
    return f"/c/ai-7/questions/{question.id}{what}"


def fresh(question: Question) -> Question:
    db.session.refresh(question)
    return question


# -- the rule -----------------------------------------------------------------------------------------------------------


def test_the_first_who_has_it_open_stays(question, mentor, another_mentor, the_clock):
    question.see(mentor, first := the_clock.at)
    question.see(another_mentor, the_clock.move(minutes=3))

    assert (question.seen_by_id, question.seen_at) == (mentor.id, first)


def test_taking_it_and_replying_is_seeing(camper, mentor, peer):
    taken, replied, by_a_peer = factories.question(author=camper), factories.question(author=camper), factories.question(author=camper)
    taken.claim_for(mentor, clock.now())
    factories.reply(replied, mentor)
    factories.reply(by_a_peer, peer)

    assert (taken.seen_by_id, replied.seen_by_id, by_a_peer.seen_by_id) == (mentor.id, mentor.id, None)


def test_a_claim_that_somebody_else_holds_is_no_look(question, mentor, another_mentor):
    question.see(another_mentor, clock.now())
    question.claim_for(mentor, clock.now())

    assert question.seen_by_id == another_mentor.id


def test_campers_and_the_asker_see_without_a_trace(question, camper, peer):
    for member in (camper, peer):
        question.see(member, clock.now())

    assert question.seen_at is None


def test_a_mentor_who_asked_does_not_see_their_own(mentor):
    own = factories.question(author=mentor)
    own.see(mentor, clock.now())

    assert own.seen_at is None


# -- pages --------------------------------------------------------------------------------------------------------------


def test_looking_at_the_page_changes_nothing_and_the_page_says_where_to_tell_it(as_mentor, question, mentor):
    page = as_mentor.get(address(question)).text

    assert f'data-seen="{address(question, "/seeing")}"' in page
    assert fresh(question).seen_at is None
    assert as_mentor.post(address(question, "/seeing")).status_code == 303
    assert fresh(question).seen_by_id == mentor.id
    assert 'data-seen="' not in as_mentor.get(address(question)).text


def test_campers_are_not_asked_to_tell(as_peer, as_camper, question):
    for person in (as_peer, as_camper):
        assert 'data-seen="' not in person.get(address(question)).text
        assert person.post(address(question, "/seeing")).status_code == 404


def test_the_asker_reads_how_it_stands(as_camper, question, mentor, peer):
    page = as_camper.get(address(question)).text
    assert "아직 열어 본 멘토가 없어요" in page
    question.me_too(peer, clock.now())
    question.see(mentor, clock.now())
    page = as_camper.get(address(question)).text
    assert "박민서" in page
    assert "읽었어요" in page
    assert "1명이 함께 궁금해해요" in page or "1명" in page
    question.claim_for(mentor, clock.now())
    assert "답을 쓰고 있어요" in as_camper.get(address(question)).text


def test_nobody_else_reads_who_has_seen_it(as_peer, question, mentor):
    question.see(mentor, clock.now())

    assert "읽었어요" not in as_peer.get(address(question)).text
    assert as_peer.get(address(question, "/news")).status_code == 404


def test_home_says_it_in_short(as_camper, question, mentor):
    question.see(mentor, clock.now())
    assert "멘토가 읽었어요" in as_camper.get("/c/ai-7/").text
    question.claim_for(mentor, clock.now())
    assert "박민서 님이 답을 쓰고 있어요" in as_camper.get("/c/ai-7/").text


# -- news ---------------------------------------------------------------------------------------------------------------


def test_news_of_a_question_follow_what_becomes_of_it(as_camper, question, mentor):
    first = as_camper.get(address(question, "/news"))
    assert (first.json["state"], first.json["replies"]) == ("open", 0)
    assert as_camper.get(address(question, "/news"), headers={"If-None-Match": first.headers["ETag"]}).status_code == 304

    question.claim_for(mentor, clock.now())
    db.session.flush()
    taken = as_camper.get(address(question, "/news"), headers={"If-None-Match": first.headers["ETag"]})
    assert "박민서 님이 답을 쓰고 있어요" in taken.json["html"]

    factories.reply(question, mentor)
    answered = as_camper.get(address(question, "/news")).json
    assert (answered["state"], answered["replies"], answered["told"]) == ("answered", 1, "답변이 왔어요")


def test_time_alone_is_no_news(as_camper, question, mentor, the_clock):
    question.see(mentor, clock.now())
    mark = as_camper.get(address(question, "/news")).headers["ETag"]
    the_clock.move(minutes=7)

    assert as_camper.get(address(question, "/news"), headers={"If-None-Match": mark}).status_code == 304


@pytest.mark.parametrize("many", [0, 40])
def test_news_take_four_statements(many, as_camper, question, peer, mentor, statements):
    for number in range(many):
        factories.question(f"{number}", peer)
    question.see(mentor, clock.now())
    db.session.commit()
    with statements() as ran:
        as_camper.get(address(question, "/news"))
    assert len(ran) <= 4
