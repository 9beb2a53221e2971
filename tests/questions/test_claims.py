"""A mentor's lease on a question."""
from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import CLAIM_LASTS, AlreadyAnswered, AlreadyClaimed, NotYours, Question
from app.web import clock
from tests import factories
from tests.clock import FRIDAY_EVENING as now
from tests.questions.people import at_once

A_MINUTE = timedelta(minutes=1)


def test_a_claim_lasts_half_an_hour(question, mentor):
    question.claim_for(mentor, now)

    assert question.is_claimed(now + CLAIM_LASTS - A_MINUTE)
    assert not question.is_claimed(now + CLAIM_LASTS)


def test_a_second_mentor_is_told_who_holds_it_and_until_when(question, mentor, another_mentor):
    question.claim_for(mentor, now)

    with pytest.raises(AlreadyClaimed) as refused:
        question.claim_for(another_mentor, now + A_MINUTE)
    assert (refused.value.by, refused.value.until) == (mentor.name, now + CLAIM_LASTS)
    assert question.claimed_by_id == mentor.id


def test_claiming_again_renews_ones_own_claim(question, mentor):
    question.claim_for(mentor, now)
    question.claim_for(mentor, now + 20 * A_MINUTE)

    assert question.is_claimed_by(mentor, now + 40 * A_MINUTE)


def test_an_expired_claim_can_be_taken_over(question, mentor, another_mentor):
    question.claim_for(mentor, now)
    question.claim_for(another_mentor, now + CLAIM_LASTS)

    assert question.is_claimed_by(another_mentor, now + CLAIM_LASTS)


def test_an_answered_question_cannot_be_claimed(camper, mentor):
    question = factories.question(author=camper, answered_at=now)

    with pytest.raises(AlreadyAnswered):
        question.claim_for(mentor, now)


@pytest.mark.parametrize("who", ["camper", "peer"])
def test_campers_claim_nothing(question, who, request):
    with pytest.raises(NotYours):
        question.claim_for(request.getfixturevalue(who), now)


def test_nobody_claims_their_own_question(mentor):
    question = factories.question(author=mentor)

    with pytest.raises(NotYours):
        question.claim_for(mentor, now)


def test_answering_gives_the_claim_back(question, mentor):
    question.claim_for(mentor, now)
    factories.reply(question, mentor)

    assert question.claimed_by_id is None


def test_asking_back_gives_the_claim_back(question, mentor):
    question.claim_for(mentor, now)
    factories.reply(question, mentor, asks_back=True)

    assert not question.is_claimed(now)
    assert question.is_waiting


def test_a_peers_reply_leaves_the_claim_alone(question, mentor, peer):
    question.claim_for(mentor, now)
    factories.reply(question, peer)

    assert question.is_claimed_by(mentor, now)


def test_another_mentors_answer_ends_the_claim(question, mentor, another_mentor):
    question.claim_for(mentor, now)
    factories.reply(question, another_mentor)

    assert question.claimed_by_id is None


def test_giving_back_what_one_does_not_hold_changes_nothing(question, mentor, another_mentor):
    question.claim_for(mentor, now)
    question.release(another_mentor)
    assert question.is_claimed_by(mentor, now)

    question.release(mentor)
    assert not question.is_claimed(now)


@pytest.mark.parametrize("leave", [lambda member: member.end(now), lambda member: member.take_role("camper", now)])
def test_leaving_gives_every_claim_back(question, mentor, leave):
    question.claim_for(mentor, now)
    db.session.flush()
    leave(mentor)
    db.session.refresh(question)

    assert question.claimed_by_id is None
    assert question.claimed_until is None


def test_two_mentors_press_two_hundred_times_and_exactly_one_holds_it_each_time(app, camper, mentor, another_mentor):
    """Check 9, in short; tests/attack/claim_race.py is the long form."""
    questions = [factories.question(f"질문 {number}", camper).id for number in range(100)]
    mentors = [mentor.id, another_mentor.id]

    def press(each: tuple[int, int]) -> int | None:
        question_id, mentor_id = each
        try:
            db.session.get_one(Question, question_id).claim_for(db.session.get_one(Membership, mentor_id), clock.now())
            db.session.commit()
        except AlreadyClaimed:
            db.session.rollback()
            return None
        return mentor_id

    pressed = [(question_id, mentor_id) for question_id in questions for mentor_id in mentors]
    results = at_once(app, press, pressed)

    for question_id, first, second in zip(questions, results[::2], results[1::2], strict=True):
        winners = [winner for winner in (first, second) if winner]
        assert len(winners) == 1
        assert db.session.scalars(select(Question.claimed_by_id).where(Question.id == question_id)).one() == winners[0]
