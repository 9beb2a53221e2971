"""What is replied, what settles a question, and what opens it again."""
from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.cohorts.models import Cohort, Membership
from app.extensions import db
from app.notifications.models import Notice
from app.questions.models import MeToo, NotAnswered, NotYours, Question, QuestionEvent, Reply
from app.web import clock
from tests import factories
from tests.questions.people import at_once


def now() -> datetime:
    return clock.now()


def told(member: Membership) -> list[str]:
    return list(db.session.scalars(select(Notice.kind).where(Notice.member_id == member.id).order_by(Notice.id)))


def events(question: Question) -> list[str]:
    return list(db.session.scalars(select(QuestionEvent.event).where(QuestionEvent.question_id == question.id).order_by(QuestionEvent.id)))


def waiting_in(cohort_id: int) -> int:
    return db.session.scalars(select(Cohort.waiting_count).where(Cohort.id == cohort_id)).one()


@pytest.fixture(params=["open", "answered", "reopened"])
def in_any_state(request, camper, staff) -> Question:
    """A question in each state that there is."""
    question = factories.question(author=camper)
    if request.param != "open":
        factories.reply(question, staff, "이렇게 해 보세요")
    if request.param == "reopened":
        question.reopen(camper, "그래도 안 돼요", now())
    db.session.flush()
    return question


# -- every state × what can happen × who does it --------------------------------------------------------------------


@pytest.mark.parametrize("role", ["mentor", "staff"])
def test_a_guides_reply_answers_it(in_any_state, role):
    factories.reply(in_any_state, factories.member(role))

    assert in_any_state.state == "answered"
    assert waiting_in(in_any_state.cohort_id) == 0


@pytest.mark.parametrize("role", ["mentor", "staff"])
def test_a_counter_question_leaves_it_as_it_is(in_any_state, role):
    before = in_any_state.state, in_any_state.waiting_since
    factories.reply(in_any_state, factories.member(role), asks_back=True)

    assert (in_any_state.state, in_any_state.waiting_since) == before


def test_a_peers_reply_leaves_it_as_it_is(in_any_state, peer):
    before = in_any_state.state
    factories.reply(in_any_state, peer)

    assert in_any_state.state == before


def test_the_askers_own_reply_leaves_it_as_it_is(in_any_state, camper):
    before = in_any_state.state
    factories.reply(in_any_state, camper)

    assert in_any_state.state == before


@pytest.mark.parametrize("who", ["camper", "mentor", "staff"])
def test_accepting_a_peers_reply_answers_it(in_any_state, who, peer, request):
    reply = factories.reply(in_any_state, peer)
    in_any_state.accept(reply, request.getfixturevalue(who), now())

    assert in_any_state.state == "answered"
    assert waiting_in(in_any_state.cohort_id) == 0


@pytest.mark.parametrize("who", ["peer", "other_team"])
def test_other_campers_cannot_say_what_settled_it(in_any_state, who, request, mentor):
    reply = factories.reply(in_any_state, mentor)

    with pytest.raises(NotYours):
        in_any_state.accept(reply, request.getfixturevalue(who), now())
    assert reply.accepted_at is None


@pytest.mark.parametrize("who", ["peer", "other_team", "mentor", "staff"])
def test_only_the_asker_can_reopen_it(in_any_state, who, request):
    with pytest.raises((NotYours, NotAnswered)):
        in_any_state.reopen(request.getfixturevalue(who), "나는 아직 궁금해요", now())


@pytest.mark.parametrize(("who", "may_join"), [("camper", False), ("peer", True), ("other_team", True), ("mentor", True), ("staff", True)])
def test_everybody_but_the_asker_may_say_me_too_while_it_is_open(in_any_state, who, may_join, request):
    member = request.getfixturevalue(who)
    in_any_state.me_too(member, now())
    db.session.flush()
    db.session.refresh(in_any_state)

    expected = may_join and in_any_state.is_open
    assert in_any_state.may_be_joined_by(member) == expected
    assert in_any_state.me_too_count == expected


@pytest.mark.parametrize(("who", "may_claim"), [("camper", False), ("peer", False), ("mentor", True), ("staff", True)])
def test_guides_may_claim_it_while_it_waits(in_any_state, who, may_claim, request):
    assert in_any_state.may_be_claimed_by(request.getfixturevalue(who)) == (may_claim and in_any_state.is_waiting)


# -- replies ----------------------------------------------------------------------------------------------------------


def test_a_reply_is_rendered_counted_and_signed_with_the_role_of_that_moment(question, mentor):
    reply = factories.reply(question, mentor, "`dim`을 보세요")
    mentor.role = "staff"

    assert "<code>dim</code>" in reply.html
    assert reply.author_role == "mentor"
    assert question.reply_count == 1


def test_a_camper_cannot_ask_back_as_a_mentor_does(question, peer):
    assert not factories.reply(question, peer, asks_back=True).asks_back


def test_sent_twice_a_reply_is_there_once(question, mentor):
    first, second = (question.reply(mentor, "답", now(), once="abc") for _ in range(2))
    db.session.flush()
    db.session.refresh(question)

    assert first is second
    assert question.reply_count == 1


def test_a_mentor_who_asked_does_not_answer_by_adding_something(mentor, staff):
    question = factories.question(author=mentor)
    factories.reply(question, mentor, "덧붙이면")
    assert question.is_open

    factories.reply(question, staff)
    assert not question.is_open


def test_an_answer_is_noted_once_however_many_mentors_reply(question, mentor, another_mentor):
    factories.reply(question, mentor)
    factories.reply(question, another_mentor)

    assert events(question) == ["asked", "answered"]


# -- accepting and reopening -----------------------------------------------------------------------------------------


def test_one_reply_at_most_is_accepted(question, camper, peer, mentor):
    first, second = factories.reply(question, peer), factories.reply(question, mentor)
    question.accept(first, camper, now())
    question.accept(second, camper, now())
    db.session.flush()

    accepted = db.session.scalars(select(Reply.id).where(Reply.question_id == question.id, Reply.accepted_at.is_not(None))).all()
    assert accepted == [second.id]


def test_accepting_twice_is_noted_once(question, camper, peer):
    reply = factories.reply(question, peer)
    question.accept(reply, camper, now())
    question.accept(reply, camper, now())

    assert events(question) == ["asked", "accepted"]


def test_reopened_it_waits_from_now_and_nothing_is_accepted(question, camper, mentor, the_clock):
    reply = factories.reply(question, mentor)
    question.accept(reply, camper, now())
    the_clock.move(hours=3)
    question.reopen(camper, "2D에서는 안 돼요", now())
    db.session.flush()
    db.session.refresh(reply)

    assert question.waiting_since == now()
    assert reply.accepted_at is None
    assert waiting_in(question.cohort_id) == 1
    assert db.session.scalars(select(QuestionEvent.word).where(QuestionEvent.event == "reopened")).one() == "2D에서는 안 돼요"


def test_what_is_open_cannot_be_reopened(question, camper):
    with pytest.raises(NotAnswered):
        question.reopen(camper, "왜요", now())


def test_reopening_what_one_had_answered_oneself_asks_the_mentors(camper):
    question = factories.question(author=camper, own_answer="아마도 이것", asked=False)
    question.reopen(camper, "아니었어요", now())

    assert question.is_waiting
    assert question.audience == "cohort"
    assert question.asked_at == now()


# -- who is told -----------------------------------------------------------------------------------------------------


def test_the_asker_and_the_me_toos_are_told_of_an_answer(question, camper, peer, other_team, mentor):
    question.me_too(peer, now())
    factories.reply(question, mentor)

    assert (told(camper), told(peer), told(other_team)) == (["answer"], ["me_too_answer"], [])


def test_the_asker_is_told_of_a_counter_question_and_the_me_toos_are_not(question, camper, peer, mentor):
    question.me_too(peer, now())
    factories.reply(question, mentor, asks_back=True)

    assert (told(camper), told(peer)) == (["counter_question"], [])


def test_the_me_toos_are_told_when_a_peers_reply_is_accepted(question, camper, peer, other_team):
    question.me_too(other_team, now())
    reply = factories.reply(question, peer)
    question.accept(reply, camper, now())

    assert told(other_team) == ["me_too_answer"]
    assert told(peer) == ["accepted"]


def test_those_who_replied_are_told_when_it_is_reopened(question, camper, mentor):
    factories.reply(question, mentor)
    question.reopen(camper, "아직이에요", now())

    assert told(mentor) == ["reopened"]


def test_nobody_is_told_who_asked_without_a_name(camper, peer, other_team):
    question = factories.question(author=camper, without_name=True)
    question.me_too(other_team, now())
    reply = factories.reply(question, peer)
    question.accept(reply, camper, now())
    question.reopen(camper, "다시요", now())
    own = factories.reply(question, camper, "제가 찾았어요")
    question.accept(own, camper, now())
    db.session.flush()

    notices = db.session.scalars(select(Notice).where(Notice.member_id.in_([peer.id, other_team.id]))).all()
    assert notices
    assert all(notice.actor_id != camper.id for notice in notices)
    assert all(f"reply-{own.id}" not in notice.address for notice in notices)


# -- me too ----------------------------------------------------------------------------------------------------------


def test_me_too_said_twice_counts_once_and_can_be_taken_back(question, peer):
    for _ in range(2):
        question.me_too(peer, now())
        db.session.flush()
        db.session.refresh(question)
    assert question.me_too_count == 1

    for _ in range(2):
        question.not_me_too(peer)
        db.session.flush()
        db.session.refresh(question)
    assert question.me_too_count == 0


# -- many presses at once ----------------------------------------------------------------------------------------------


def locked(question_id: int) -> Question:
    return db.session.scalars(select(Question).where(Question.id == question_id).with_for_update()).one()


def test_thirty_two_presses_of_me_too_count_one(app, question, peer):
    question_id, peer_id = question.id, peer.id

    def press(_number: int) -> None:
        locked(question_id).me_too(db.session.get_one(Membership, peer_id), now())
        db.session.commit()

    at_once(app, press, range(32))

    assert db.session.get_one(Question, question_id).me_too_count == 1
    assert db.session.scalar(select(func.count()).select_from(MeToo)) == 1


def test_thirty_two_sendings_of_one_reply_are_one_reply(app, question, mentor):
    question_id, mentor_id = question.id, mentor.id

    def press(_number: int) -> int:
        reply = locked(question_id).reply(db.session.get_one(Membership, mentor_id), "한 번만", now(), once="once")
        db.session.commit()
        return reply.id

    assert len(set(at_once(app, press, range(32)))) == 1
    assert db.session.get_one(Question, question_id).reply_count == 1
    assert db.session.scalar(select(func.count(Notice.id)).where(Notice.kind == "answer")) == 1


def test_thirty_two_presses_of_accept_accept_one(app, question, camper, peer, mentor):
    replies = [factories.reply(question, peer).id, factories.reply(question, mentor).id]
    question_id, camper_id = question.id, camper.id

    def press(number: int) -> None:
        chosen = locked(question_id)
        reply = db.session.scalars(select(Reply).where(Reply.id == replies[number % 2])).one()
        chosen.accept(reply, db.session.get_one(Membership, camper_id), now())
        db.session.commit()

    at_once(app, press, range(32))

    assert db.session.scalar(select(func.count(Reply.id)).where(Reply.accepted_at.is_not(None))) == 1
    assert waiting_in(db.session.get_one(Question, question_id).cohort_id) == 0


def test_answers_to_many_questions_at_once_leave_the_right_count(app, camper, mentor, another_mentor):
    ids = [factories.question(f"질문 {number}", camper).id for number in range(12)]
    mentors = [mentor.id, another_mentor.id]
    cohort_id = camper.cohort_id

    def answer(number: int) -> None:
        locked(ids[number % 12]).reply(db.session.get_one(Membership, mentors[number % 2]), "답", now() + timedelta(seconds=number))
        db.session.commit()

    at_once(app, answer, range(22))  # two of the questions once, the others twice

    assert waiting_in(cohort_id) == 0
    assert db.session.scalar(select(func.sum(Question.reply_count))) == 22
