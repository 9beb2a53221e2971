"""What the room cannot answer goes to the mentors' queue."""
from __future__ import annotations

import pytest
from sqlalchemy import select

from app.extensions import db
from app.peer_sessions.models.refusals import OnlyItsAskers
from app.questions.models import AlreadyAnswered, Question, QuestionEvent
from app.reviews.models import Review
from tests import factories
from tests.clock import FRIDAY_EVENING as NOW
from tests.peer_sessions.outcomes import question_of, written_down


def queue(cohort):
    return [question.text for question in db.session.scalars(Question.waiting(cohort.id))]


def own_review(author):
    return Review.open_for(author, factories.week(), NOW)


def test_a_new_question_waits_for_the_mentors_as_its_writers(session, peer, cohort):
    outcome = session.note_question("작은 물체만 따로 보려면?", peer, NOW)

    question = db.session.get_one(Question, outcome.question_id)
    assert queue(cohort) == ["작은 물체만 따로 보려면?"]
    assert (question.author_id, question.week_id, question.origin) == (peer.id, session.week_id, "peer_session")


def test_sent_twice_it_is_asked_once(session, peer, cohort):
    for _press in range(2):
        session.note_question("왜요?", peer, NOW, once="a-press")

    assert queue(cohort) == ["왜요?"]
    assert len(written_down()) == 1


def test_its_asker_leaves_a_question_of_the_review_to_the_mentors(camper, cohort):
    question = question_of(camper)
    room = factories.peer_session(camper)
    assert queue(cohort) == []

    room.leave_to_mentors(question, own_review(camper), camper, NOW)

    assert queue(cohort) == [question.text]


def test_changes_to_the_review_that_are_not_published_do_not_take_it_back(camper, cohort):
    question = question_of(camper)
    review = own_review(camper)
    review.keep(review.document.having(closing="하나 더"), NOW)
    room = factories.peer_session(camper)

    room.leave_to_mentors(question, own_review(camper), camper, NOW)
    again = Review.open_for(camper, factories.week(), NOW, files=True)
    again.publish(camper, NOW)
    db.session.flush()

    assert queue(cohort) == [question.text]


def test_nobody_else_asks_it(camper, peer):
    question = question_of(camper)
    room = factories.peer_session(camper)

    with pytest.raises(OnlyItsAskers):
        room.leave_to_mentors(question, None, peer, NOW)


def test_what_waits_already_is_noted_and_its_asker_says_that_it_is_still_wanted(camper, peer, cohort):
    question = question_of(camper, asks_mentors=True)
    asked_at = question.waiting_since
    room = factories.peer_session(camper)

    room.leave_to_mentors(question, own_review(camper), camper, NOW)

    assert question.waiting_since == asked_at
    assert "again" in db.session.scalars(select(QuestionEvent.event).where(QuestionEvent.question_id == question.id)).all()


def test_whoever_notes_it_what_waits_is_noted_once(camper, peer):
    question = question_of(camper, asks_mentors=True)
    room = factories.peer_session(camper)

    first = room.leave_to_mentors(question, None, peer, NOW)

    assert room.leave_to_mentors(question, own_review(camper), camper, NOW) is first
    assert len(written_down()) == 1


def test_what_was_answered_meanwhile_is_not_asked(camper, peer):
    question = question_of(camper, asks_mentors=True)
    factories.reply(question)
    room = factories.peer_session(camper)

    with pytest.raises(AlreadyAnswered):
        room.leave_to_mentors(question, None, peer, NOW)
