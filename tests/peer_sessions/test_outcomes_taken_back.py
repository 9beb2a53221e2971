"""What was written down too quickly is taken back while the room is together, as long as nobody has taken it up."""
from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.extensions import db
from app.notifications.models import Notice
from app.peer_sessions.models import SessionClosed
from app.peer_sessions.models.refusals import MentorAnswers, NotTheirOutcome, RepliedTo, RowTakenUp
from app.questions.models import Question, TakenUp
from app.reviews.models import Review
from tests import factories
from tests.clock import FRIDAY_EVENING as NOW
from tests.peer_sessions.outcomes import A_LINE, question_of, replies_to, texts_of
from tests.peer_sessions.test_outcomes_mentors import own_review, queue


def next_review(member, number=10, **more):
    return Review.open_for(member, factories.week(number), NOW, **more)


def test_a_decision_goes_from_every_review(session, camper, peer, yun):
    outcome = session.note_decision(A_LINE, [peer, yun], camper, NOW)

    session.take_back(outcome, camper, NOW)

    assert texts_of(peer) == texts_of(yun) == []
    assert outcome.is_taken_back


def test_the_words_are_gone_from_what_was_told(session, camper, peer):
    outcome = session.note_decision(A_LINE, [peer], camper, NOW)

    session.take_back(outcome, camper, NOW)

    assert db.session.scalars(select(Notice.excerpt).where(Notice.kind == "decided")).all() == [""]


def test_who_is_one_of_several_takes_only_themselves_out(session, camper, peer, yun):
    outcome = session.note_decision(A_LINE, [peer, yun], camper, NOW)

    session.take_back(outcome, peer, NOW)

    assert (texts_of(peer), texts_of(yun)) == ([], [A_LINE])
    assert outcome.people == [yun.id]
    assert not outcome.is_taken_back


def test_whom_it_does_not_concern_takes_nothing_back(session, camper, peer, yun):
    outcome = session.note_decision(A_LINE, [peer], camper, NOW)

    assert not session.may_be_taken_back_by(outcome, yun, NOW)
    with pytest.raises(NotTheirOutcome):
        session.take_back(outcome, yun, NOW)


def test_taken_back_twice_it_is_taken_back_once(session, camper, peer):
    outcome = session.note_decision(A_LINE, [peer], camper, NOW)
    session.take_back(outcome, camper, NOW)

    session.take_back(outcome, camper, NOW + timedelta(minutes=1))

    assert outcome.taken_back_at == NOW


def test_what_was_changed_in_the_review_stays_and_it_says_whose(session, camper, peer, yun):
    outcome = session.note_decision(A_LINE, [peer, yun], camper, NOW)
    review = next_review(peer)
    review.keep(review.document.having(rows=[row.having(note="책상에 앉기") for row in review.document.rows]), NOW)

    with pytest.raises(RowTakenUp) as refusal:
        session.take_back(outcome, camper, NOW)
    assert "김서연" in refusal.value.sentence()


def test_what_was_filed_stays(session, camper, peer):
    outcome = session.note_decision(A_LINE, [peer], camper, NOW)
    review = next_review(peer, files=True)
    review.keep(review.document.having(title="열째 주"), NOW)
    review.publish(peer, NOW)
    db.session.flush()

    with pytest.raises(RowTakenUp):
        session.take_back(outcome, camper, NOW)


def test_what_its_author_took_out_hinders_nobody(session, camper, peer):
    outcome = session.note_decision(A_LINE, [peer], camper, NOW)
    review = next_review(peer)
    review.keep(review.document.having(rows=[]), NOW)

    session.take_back(outcome, camper, NOW)

    assert outcome.is_taken_back


def test_after_closing_nothing_is_taken_back(session, camper, peer):
    outcome = session.note_decision(A_LINE, [peer], camper, NOW)
    session.close(camper, NOW)

    assert not session.may_be_taken_back_by(outcome, camper, NOW)
    with pytest.raises(SessionClosed):
        session.take_back(outcome, camper, NOW)


@pytest.fixture
def answered(camper, peer, yun):
    """A question of the camper's, answered by Yun, written down by the peer: (session, question, outcome)."""
    question = question_of(camper, asks_mentors=True)
    room = factories.peer_session(camper)
    return room, question, room.note_answer(question, yun, "그려 봐요.", peer, NOW)


@pytest.mark.parametrize("who", ["peer", "yun"])
def test_a_reply_is_taken_back_by_whoever_wrote_it_down_or_said_it(answered, request, who):
    room, question, outcome = answered

    room.take_back(outcome, request.getfixturevalue(who), NOW)

    assert [reply.is_withdrawn for reply in replies_to(question)] == [True]
    assert db.session.get_one(Question, question.id).reply_count == 0


def test_what_settled_it_taken_back_by_who_said_it_it_waits_again(answered, camper, yun):
    room, question, outcome = answered
    room.settle(question, replies_to(question)[0], camper, NOW)

    room.take_back(outcome, yun, NOW)

    assert question.is_waiting


def test_a_reply_that_the_asker_chose_stays_for_whoever_only_wrote_it_down(answered, camper, peer):
    room, question, outcome = answered
    room.settle(question, replies_to(question)[0], camper, NOW)

    with pytest.raises(TakenUp):
        room.take_back(outcome, peer, NOW)
    assert not outcome.is_taken_back


def test_a_reply_that_its_author_has_changed_stays_for_whoever_only_wrote_it_down(answered, peer, yun):
    room, question, outcome = answered
    replies_to(question)[0].edit(yun, "이렇게 그려 봐요.", NOW)

    with pytest.raises(TakenUp):
        room.take_back(outcome, peer, NOW)


def test_a_question_for_the_mentors_is_withdrawn(session, peer, cohort):
    outcome = session.note_question("왜요?", peer, NOW)

    session.take_back(outcome, peer, NOW)

    assert queue(cohort) == []


def test_a_question_that_somebody_replied_to_stays(session, peer):
    outcome = session.note_question("왜요?", peer, NOW)
    factories.reply(db.session.get_one(Question, outcome.question_id))

    with pytest.raises(RepliedTo):
        session.take_back(outcome, peer, NOW)


def test_a_question_that_a_mentor_answers_stays(session, peer, mentor):
    outcome = session.note_question("왜요?", peer, NOW)
    db.session.get_one(Question, outcome.question_id).claim_for(mentor, NOW)

    with pytest.raises(MentorAnswers):
        session.take_back(outcome, peer, NOW)


def test_a_question_of_a_review_that_was_left_to_the_mentors_is_its_reviews_again(camper, cohort):
    question = question_of(camper, audience="team")
    room = factories.peer_session(camper)
    outcome = room.leave_to_mentors(question, own_review(camper), camper, NOW)
    assert question.audience == "cohort"

    room.take_back(outcome, camper, NOW)

    assert queue(cohort) == []
    assert (question.audience, question.is_closed, question.asks_mentors) == ("team", False, False)


def test_what_waited_before_goes_on_waiting(camper, peer, cohort):
    question = question_of(camper, asks_mentors=True)
    room = factories.peer_session(camper)
    outcome = room.leave_to_mentors(question, None, peer, NOW + timedelta(minutes=1))

    room.take_back(outcome, peer, NOW + timedelta(minutes=2))

    assert queue(cohort) == [question.text]
    assert outcome.is_taken_back


def test_a_question_goes_from_its_review_though_it_came_out_of_a_session(camper, cohort):
    """Its outcome stands without it: nothing hinders an author from taking a row out."""
    question = question_of(camper)
    room = factories.peer_session(camper)
    outcome = room.leave_to_mentors(question, own_review(camper), camper, NOW)
    db.session.flush()

    review = next_review(camper, 9, files=True)
    review.keep(review.document.having(rows=[]), NOW)
    review.publish(camper, NOW)
    db.session.flush()

    db.session.refresh(outcome)
    assert outcome.question_id is None
