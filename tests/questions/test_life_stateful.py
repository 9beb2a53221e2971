"""Whatever several people do with questions, in whatever order: an answered one has what answered it, what is closed holds nobody, every
counter is what counting gives, every change is one row of history, and nothing is seen by whom it is not for."""
from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select

from app.cohorts.models import Cohort, Membership
from app.extensions import db
from app.questions.models import MeToo, Question, QuestionEvent, Reply
from app.web import clock
from app.web.errors import Refusal
from tests import factories

people = st.integers(0, 5)
GUIDES = {3, 4, 5}


class LifeOfQuestions(RuleBasedStateMachine):
    questions = Bundle("questions")
    replies = Bundle("replies")

    @initialize()
    def begin(self) -> None:
        team = factories.team()
        self.people: list[Membership] = [
            factories.member("camper", team=team), factories.member("camper", team=team), factories.member("camper"),
            factories.member("mentor"), factories.member("staff"), factories.member("mentor"),
        ]
        self.cohort = factories.cohort()
        self.now = clock.now()

    def teardown(self) -> None:
        db.session.rollback()

    @rule(target=questions, asker=people, without_name=st.booleans(), own_answer=st.sampled_from(["", "찾았어요"]), asked=st.booleans())
    def ask(self, asker: int, without_name: bool, own_answer: str, asked: bool) -> Question:
        return factories.question(author=self.people[asker], at=self.now, without_name=without_name, own_answer=own_answer, asked=asked)

    @rule(target=replies, question=questions, author=people, asks_back=st.booleans())
    def reply(self, question: Question, author: int, asks_back: bool) -> int | None:
        made: list[Reply] = []
        if self._sees(question, author):
            self._try(lambda: made.append(question.reply(self.people[author], "이렇게요", self.now, asks_back=asks_back)))
        return made[0].id if made else None

    @rule(reply_id=replies, by=people, what=st.sampled_from(["accept", "unaccept", "endorse", "unendorse", "retract"]))
    def say_of_a_reply(self, reply_id: int | None, by: int, what: str) -> None:
        if reply_id is not None:
            reply = db.session.get_one(Reply, reply_id)
            question = db.session.get_one(Question, reply.question_id)
            self._try(lambda: getattr(question, what)(reply, self.people[by], self.now), but=what == "retract")

    @rule(question=questions, by=people)
    def reopen(self, question: Question, by: int) -> None:
        self._try(lambda: question.reopen(self.people[by], "아직이에요", self.now))

    @rule(question=questions, original=questions, by=people)
    def close(self, question: Question, original: Question, by: int) -> None:
        self._try(lambda: question.close_as_duplicate(original, self.people[by], self.now))

    @rule(question=questions, by=people)
    def withdraw(self, question: Question, by: int) -> None:
        self._try(lambda: question.withdraw(self.people[by], self.now))

    @rule(question=questions, by=people, text=st.sampled_from(["하나", "둘"]))
    def find_out(self, question: Question, by: int, text: str) -> None:
        self._try(lambda: question.answer_by_asker(self.people[by], text, self.now))

    @rule(question=questions, by=people, text=st.sampled_from(["왜?", "어떻게?"]))
    def edit(self, question: Question, by: int, text: str) -> None:
        self._try(lambda: question.edit(self.people[by], text, self.now))

    @rule(question=questions, to=people, by=people)
    def hand(self, question: Question, to: int, by: int) -> None:
        self._try(lambda: question.hand_to(self.people[to], self.people[by], "", self.now))

    @rule(question=questions, by=people, wants=st.booleans())
    def me_too(self, question: Question, by: int, wants: bool) -> None:
        if self._sees(question, by):
            self._try(lambda: question.me_too(self.people[by], self.now) if wants else question.not_me_too(self.people[by]))

    @rule(question=questions, by=people)
    def claim(self, question: Question, by: int) -> None:
        try:
            question.claim_for(self.people[by], self.now)
        except Refusal:
            return
        assert question.is_claimed_by(self.people[by], self.now)

    @rule(question=questions, by=people)
    def give_back(self, question: Question, by: int) -> None:
        self._try(lambda: question.release(self.people[by]))

    @rule(question=questions, file_again=st.booleans())
    def take_back_in_the_review(self, question: Question, file_again: bool) -> None:
        question.take_back()
        if file_again:
            question.file(self.cohort, "cohort", None, self.now)
        db.session.flush()
        db.session.expire_all()

    @rule(minutes=st.integers(1, 45))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @invariant()
    def every_state_has_its_reasons(self) -> None:
        for question in db.session.scalars(select(Question)):
            replies = db.session.scalars(select(Reply).where(Reply.question_id == question.id)).all()
            answers = [reply for reply in replies if reply.answers and (reply.accepted_at or reply.author_id != question.author_id)]
            if question.state == "answered":
                assert answers or question.own_answer
            assert sum(reply.accepted_at is not None for reply in replies) <= 1
            assert not (question.is_open and any(reply.accepted_at for reply in replies))
            assert not (question.is_waiting and question.state != "open")
            if question.state == "duplicate":
                assert question.duplicate_of_id is not None
                assert not db.session.get_one(Question, question.duplicate_of_id).is_closed
            if question.is_withdrawn:
                others = any(reply.author_id != question.author_id and not reply.is_withdrawn for reply in replies)
                assert question.text == "" if question.audience == "cohort" else (question.audience == "me" and question.text)
                assert question.audience == "cohort" or not others

    @invariant()
    def counters_are_what_counting_gives(self) -> None:
        for question in db.session.scalars(select(Question)):
            standing = select(func.count(Reply.id)).where(Reply.question_id == question.id, Reply.withdrawn_at.is_(None))
            assert question.reply_count == db.session.scalar(standing)
            assert question.me_too_count == db.session.scalar(select(func.count()).where(MeToo.question_id == question.id))
        waiting = db.session.scalar(select(func.count(Question.id)).where(Question.waiting_since.is_not(None)))
        assert db.session.scalars(select(Cohort.waiting_count).limit(1)).first() in (waiting, None)

    @invariant()
    def only_what_waits_is_held_and_only_by_guides_who_did_not_ask(self) -> None:
        guides = {self.people[number].id for number in GUIDES} if hasattr(self, "people") else set()
        for question in db.session.scalars(select(Question)):
            for holder in (question.claimed_by_id, question.handed_to_id):
                assert holder is None or (question.is_waiting and holder in guides and holder != question.author_id)

    @invariant()
    def nothing_is_seen_by_whom_it_is_not_for(self) -> None:
        if not hasattr(self, "people"):
            return
        everything = list(db.session.scalars(select(Question)))
        for person in self.people:
            seen = set(db.session.scalars(Question.listed_for(person).with_only_columns(Question.id)))
            assert seen == {question.id for question in everything if not question.is_its_askers_alone or question.is_by(person)}

    def _sees(self, question: Question, number: int) -> bool:
        return db.session.scalar(Question.listed_for(self.people[number]).where(Question.id == question.id)) is not None

    def _try(self, happen: Callable[[], object], but: bool = False) -> None:
        """It happens, or is refused and changes nothing; what changed a question is one row of its history (`but` one that is another's rule)."""
        before, known = self._looks(), self._history()
        try:
            happen()
        except Refusal:
            db.session.flush()
            assert (self._looks(), self._history()) == (before, known)
            return
        db.session.flush()
        db.session.expire_all()
        after, rows = self._looks(), self._history()
        for key, look in after.items():
            if not but:
                assert rows.get(key, 0) - known.get(key, 0) == (1 if look != before[key] else 0), (before[key], look)

    def _looks(self) -> dict[int, tuple[object, ...]]:
        said = [(reply.question_id, reply.id, reply.accepted_at is None, reply.endorsed_at is None) for reply in db.session.scalars(select(Reply))]
        marks = {question_id: tuple(mark for mark in sorted(said) if mark[0] == question_id and not (mark[2] and mark[3])) for question_id, *_ in said}
        return {question.id: (question.state, question.duplicate_of_id, question.text, question.own_answer if question.state == "answered" else "",
                              question.handed_to_id if question.is_waiting else None, marks.get(question.id, ()))
                for question in db.session.scalars(select(Question))}

    def _history(self) -> dict[int, int]:
        return dict(db.session.execute(select(QuestionEvent.question_id, func.count()).group_by(QuestionEvent.question_id)).all())  # type: ignore[arg-type]


@pytest.mark.usefixtures("app")
def test_whatever_happens_to_questions_the_truth_about_them_stays_one() -> None:
    run_state_machine_as_test(LifeOfQuestions, settings=settings(
        max_examples=30, stateful_step_count=30, deadline=None, derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]))
