"""Whatever several people do with questions, in whatever order: an answered one has what answered it, one reply at most is accepted,
and every counter is what counting gives."""
from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select

from app.cohorts.models import Cohort, Membership
from app.extensions import db
from app.questions.models import AlreadyAnswered, AlreadyClaimed, MeToo, NotAnswered, NotYours, Question, Reply
from app.web import clock
from tests import factories

people = st.integers(0, 4)


class LifeOfQuestions(RuleBasedStateMachine):
    questions = Bundle("questions")
    replies = Bundle("replies")

    @initialize()
    def begin(self) -> None:
        team = factories.team()
        self.people: list[Membership] = [
            factories.member("camper", team=team), factories.member("camper", team=team), factories.member("camper"),
            factories.member("mentor"), factories.member("staff"),
        ]
        self.now = clock.now()

    def teardown(self) -> None:
        db.session.rollback()

    @rule(target=questions, asker=people, without_name=st.booleans(), own_answer=st.sampled_from(["", "찾았어요"]), asked=st.booleans())
    def ask(self, asker: int, without_name: bool, own_answer: str, asked: bool) -> Question:
        return factories.question(author=self.people[asker], at=self.now, without_name=without_name, own_answer=own_answer, asked=asked)

    @rule(target=replies, question=questions, author=people, asks_back=st.booleans())
    def reply(self, question: Question, author: int, asks_back: bool) -> Reply:
        made = question.reply(self.people[author], "이렇게요", self.now, asks_back=asks_back)
        self._refresh(question)
        return made

    @rule(reply=replies, by=people)
    def accept(self, reply: Reply, by: int) -> None:
        question = db.session.get_one(Question, reply.question_id)
        try:
            question.accept(reply, self.people[by], self.now)
        except NotYours:
            assert not question.may_be_accepted_by(self.people[by])
        self._refresh(question)

    @rule(question=questions, by=people)
    def reopen(self, question: Question, by: int) -> None:
        try:
            question.reopen(self.people[by], "아직이에요", self.now)
        except (NotYours, NotAnswered):
            assert not question.may_be_reopened_by(self.people[by])
        self._refresh(question)

    @rule(question=questions, by=people)
    def me_too(self, question: Question, by: int) -> None:
        question.me_too(self.people[by], self.now)
        self._refresh(question)

    @rule(question=questions, by=people)
    def not_me_too(self, question: Question, by: int) -> None:
        question.not_me_too(self.people[by])
        self._refresh(question)

    @rule(question=questions, by=people)
    def claim(self, question: Question, by: int) -> None:
        try:
            question.claim_for(self.people[by], self.now)
        except (NotYours, AlreadyClaimed, AlreadyAnswered):
            return
        assert question.is_claimed_by(self.people[by], self.now)

    @rule(question=questions, by=people)
    def give_back(self, question: Question, by: int) -> None:
        question.release(self.people[by])
        self._refresh(question)

    @rule(question=questions)
    def take_back(self, question: Question) -> None:
        question.take_back()
        self._refresh(question)

    @rule(minutes=st.integers(1, 45))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @invariant()
    def an_answered_question_has_what_answered_it(self) -> None:
        for question in db.session.scalars(select(Question)):
            replies = db.session.scalars(select(Reply).where(Reply.question_id == question.id)).all()
            answers = [reply for reply in replies if reply.answers and (reply.accepted_at or reply.author_id != question.author_id)]
            if not question.is_open:
                assert answers or question.own_answer
            assert sum(reply.accepted_at is not None for reply in replies) <= 1
            assert not (question.is_open and any(reply.accepted_at for reply in replies))

    @invariant()
    def counters_are_what_counting_gives(self) -> None:
        for question in db.session.scalars(select(Question)):
            assert question.reply_count == db.session.scalar(select(func.count(Reply.id)).where(Reply.question_id == question.id))
            assert question.me_too_count == db.session.scalar(select(func.count()).where(MeToo.question_id == question.id))
        waiting = db.session.scalar(select(func.count(Question.id)).where(Question.waiting_since.is_not(None)))
        assert db.session.scalars(select(Cohort.waiting_count).limit(1)).first() in (waiting, None)

    @invariant()
    def only_what_waits_is_claimed_and_only_by_guides_who_did_not_ask(self) -> None:
        for question in db.session.scalars(select(Question).where(Question.claimed_by_id.is_not(None))):
            assert question.is_waiting
            assert question.claimed_by_id != question.author_id
            assert question.claimed_by_id in {self.people[3].id, self.people[4].id}

    def _refresh(self, question: Question) -> None:
        db.session.flush()
        db.session.refresh(question)


@pytest.mark.usefixtures("app")
def test_whatever_happens_to_questions_the_truth_about_them_stays_one() -> None:
    run_state_machine_as_test(LifeOfQuestions, settings=settings(
        max_examples=25, stateful_step_count=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]))
