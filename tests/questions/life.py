"""Several people do whatever can be done with questions, in whatever order."""
from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import func, select

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import Question, QuestionEvent, Reply, make_it
from app.web import clock
from app.web.errors import Refusal
from tests import factories
from tests.questions import truths

people = st.integers(0, 6)
audiences = st.sampled_from(["cohort", "cohort", "team", "mentors", "me"])
OF_A_REPLY = ["accept", "unaccept", "endorse", "unendorse", "retract"]
Look = dict[int, tuple[object, ...]]


class LifeOfQuestions(RuleBasedStateMachine):
    questions = Bundle("questions")
    replies = Bundle("replies")

    @initialize()
    def begin(self) -> None:
        team = factories.team()
        self.people: list[Membership] = [
            factories.member("camper", team=team), factories.member("camper", team=team), factories.member("camper", team=factories.team("4조")),
            factories.member("mentor"), factories.member("staff"), factories.member("mentor"), factories.member("staff"),
        ]
        self.cohort = factories.cohort()
        self.now = clock.now()
        self.asked = 0
        self.names: dict[int, str] = {}

    def teardown(self) -> None:
        db.session.rollback()

    # -- asking and saying otherwise

    @rule(target=questions, asker=people, without_name=st.booleans(), own_answer=st.booleans(), asked=st.booleans(), audience=audiences)
    def ask(self, asker: int, without_name: bool, own_answer: bool, asked: bool, audience: str) -> Question:
        self.asked += 1
        member, found = self.people[asker], f"XQ{self.asked}X 찾았어요" if own_answer else ""
        question = factories.question(f"XQ{self.asked}X 왜?", member, at=self.now, without_name=without_name, own_answer=found, asked=asked, tags=("cnn", "rnn"))
        question.file(self.cohort, audience, member.team_id, self.now)
        self.names[question.id] = f"XQ{self.asked}X"
        return question

    @rule(question=questions, by=people, text=st.sampled_from(["", " 어떻게?"]))
    def edit(self, question: Question, by: int, text: str) -> None:
        self._try(by, lambda: question.edit(self.people[by], f"{self._name(question)} 왜?{text}", self.now))

    @rule(question=questions, own_answer=st.booleans(), asks=st.booleans(), named=st.booleans(), audience=audiences)
    def write_in_the_review(self, question: Question, own_answer: bool, asks: bool, named: bool, audience: str) -> None:
        """As reviews.models.writable does with a row, and filing with its review."""
        author, before = db.session.get_one(Membership, question.author_id), question.state
        rows = self._history().get(question.id, 0)
        if question.is_withdrawn:
            question.stand_again(self.now)
        question.ask_with_name(named)
        question.rewrite(f"{self._name(question)} 왜?", f"{self._name(question)} 찾았어요" if own_answer else "", self.now)
        if question.asks_mentors and not asks:
            question.take_back()
        question.asks_mentors = asks or question.asked_at is not None
        question.file(self.cohort, audience, author.team_id, self.now)
        self._settle()
        assert question.state == before or self._history().get(question.id, 0) > rows

    @rule(question=questions)
    def take_out_of_the_review(self, question: Question) -> None:
        if question.reply_count or question.me_too_count or question.is_withdrawn:
            self._try(None, lambda: question.withdraw_from_review(self.now))

    @rule(question=questions, by=people, joins=st.booleans())
    def join_a_review(self, question: Question, by: int, joins: bool) -> None:
        self._try(by, lambda: question.join_review(self.people[by]) if joins else question.leave_review(self.people[by]))

    @rule(by=people, names=st.sampled_from([("cnn", "rnn"), ("rnn", "cnn"), ("nlp", "cnn")]))
    def merge_tags(self, by: int, names: tuple[str, str]) -> None:
        self._try(by, lambda: make_it(*names, self.people[by], self.now))

    # -- replies

    @rule(target=replies, question=questions, author=people, asks_back=st.booleans())
    def reply(self, question: Question, author: int, asks_back: bool) -> int | None:
        made: list[Reply] = []
        if self._sees(question, author):
            self._try(author, lambda: made.append(question.reply(self.people[author], f"{self._name(question)} 이렇게요", self.now, asks_back=asks_back)))
        return made[0].id if made else None

    @rule(reply_id=replies, by=people, what=st.sampled_from(OF_A_REPLY))
    def say_of_a_reply(self, reply_id: int | None, by: int, what: str) -> None:
        if reply_id is not None:
            reply = db.session.get_one(Reply, reply_id)
            question = db.session.get_one(Question, reply.question_id)
            self._try(by, lambda: getattr(question, what)(reply, self.people[by], self.now))

    @rule(reply_id=replies, by=people, text=st.sampled_from(["이렇게요", "저렇게요"]))
    def edit_a_reply(self, reply_id: int | None, by: int, text: str) -> None:
        if reply_id is not None:
            reply = db.session.get_one(Reply, reply_id)
            question = db.session.get_one(Question, reply.question_id)

            def say() -> None:
                reply.edit(self.people[by], f"{self._name(question)} {text}", self.now)
                question.tell_of_edit(reply, self.people[by], self.now)

            self._try(by, say)

    # -- its end, and its beginning again

    @rule(question=questions, by=people)
    def reopen(self, question: Question, by: int) -> None:
        self._try(by, lambda: question.reopen(self.people[by], "아직이에요", self.now))

    @rule(question=questions, by=people, word=st.sampled_from(["", "아직 궁금해요"]))
    def ask_again(self, question: Question, by: int, word: str) -> None:
        self._try(by, lambda: question.ask_again(self.people[by], word, self.cohort, self.now), rows=None)

    @rule(question=questions, original=questions, by=people)
    def close(self, question: Question, original: Question, by: int) -> None:
        self._try(by, lambda: question.close_as_duplicate(original, self.people[by], self.now))

    @rule(question=questions, by=people)
    def withdraw(self, question: Question, by: int) -> None:
        self._try(by, lambda: question.withdraw(self.people[by], self.now))

    @rule(question=questions, by=people, text=st.sampled_from(["하나", "둘"]))
    def find_out(self, question: Question, by: int, text: str) -> None:
        self._try(by, lambda: question.answer_by_asker(self.people[by], f"{self._name(question)} {text}", self.now))

    # -- whose it is meanwhile

    @rule(question=questions, to=people, by=people)
    def hand(self, question: Question, to: int, by: int) -> None:
        self._try(by, lambda: question.hand_to(self.people[to], self.people[by], "", self.now))

    @rule(question=questions, by=people, wants=st.booleans())
    def me_too(self, question: Question, by: int, wants: bool) -> None:
        if self._sees(question, by):
            self._try(by, lambda: question.me_too(self.people[by], self.now) if wants else question.not_me_too(self.people[by]))

    @rule(question=questions, by=people)
    def claim(self, question: Question, by: int) -> None:
        if not self.people[by].is_living:
            return
        holder = question.claimed_by_id if question.is_claimed(self.now) else None
        try:
            question.claim_for(self.people[by], self.now)
        except Refusal:
            return
        assert question.is_claimed_by(self.people[by], self.now)
        assert holder in (None, self.people[by].id)

    @rule(question=questions, by=people, what=st.sampled_from(["hold", "see", "release"]))
    def have_it_open(self, question: Question, by: int, what: str) -> None:
        member = self.people[by]
        holder = question.claimed_by_id if question.is_claimed(self.now) else None
        self._try(by, lambda: question.release(member) if what == "release" else getattr(question, what)(member, self.now))
        if holder not in (None, member.id):
            assert question.claimed_by_id == holder

    @rule(by=people, what=st.sampled_from(["end", "come back", "camper", "mentor"]))
    def leave_or_change(self, by: int, what: str) -> None:
        member = self.people[by]
        try:
            if what == "end" and member.is_living:
                member.end(self.now)
            elif what == "come back" and not member.is_living:
                member.come_back(member.role, member.team_id, self.now)
            elif what in ("camper", "mentor") and member.is_living:
                member.take_role(what, self.now)
        except Refusal:
            pass
        self._settle()

    @rule(minutes=st.integers(1, 45))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    # -- what must be so

    @invariant()
    def the_truth_about_them_is_one(self) -> None:
        truths.every_state_has_its_reasons()
        truths.counters_are_what_counting_gives()
        truths.only_what_waits_is_held_and_only_by_guides_who_did_not_ask()
        truths.the_history_leads_to_where_it_stands()
        truths.tags_stand_where_their_questions_do()

    @invariant()
    def nothing_goes_to_whom_it_is_not_for(self) -> None:
        everybody = getattr(self, "people", [])
        truths.nothing_is_seen_by_whom_it_is_not_for(everybody)
        truths.nothing_is_told_of_what_is_not_seen(everybody, getattr(self, "names", {}))
        truths.what_is_found_is_for_its_readers()

    def _name(self, question: Question) -> str:
        """A word that stands in everything that is said of it."""
        return self.names[question.id]

    def _sees(self, question: Question, number: int) -> bool:
        return db.session.scalar(Question.listed_for(self.people[number]).where(Question.id == question.id)) is not None

    def _try(self, by: int | None, happen: Callable[[], object], rows: int | None = 1) -> None:
        """It happens, or is refused and changes nothing; a change of a question, or of what was replied to it, is so many rows of its history.

        Who has left does nothing."""
        if by is not None and not self.people[by].is_living:
            return
        before, known = self._looks(), self._history()
        try:
            happen()
        except Refusal:
            db.session.flush()
            assert (self._looks(), self._history()) == (before, known)
            return
        self._settle()
        after, now_known = self._looks(), self._history()
        for key, look in before.items():
            if rows is not None:
                assert now_known.get(key, 0) - known.get(key, 0) == (0 if _same(look, after[key]) else rows), (look, after[key])

    def _settle(self) -> None:
        db.session.flush()
        db.session.expire_all()
        for member in self.people:
            db.session.refresh(member, ["account", "team", "cohort"])

    def _looks(self) -> Look:
        said: dict[int, dict[int, tuple[object, ...]]] = {}
        for reply in db.session.scalars(select(Reply)):
            said.setdefault(reply.question_id, {})[reply.id] = (reply.accepted_at is None, reply.endorsed_at is None, reply.text)
        return {question.id: (question.state, question.duplicate_of_id, question.text, question.own_answer if question.state == "answered" else "",
                              question.handed_to_id if question.is_waiting else None, said.get(question.id, {}))
                for question in db.session.scalars(select(Question))}

    def _history(self) -> dict[int, int]:
        return dict(db.session.execute(select(QuestionEvent.question_id, func.count()).group_by(QuestionEvent.question_id)).all())  # type: ignore[arg-type]


def _same(before: tuple[object, ...], after: tuple[object, ...]) -> bool:
    """A reply that is new is no change of what was there."""
    *stands, said = before
    *stands_now, said_now = after
    assert isinstance(said, dict) and isinstance(said_now, dict)
    return stands == stands_now and all(said_now[key] == look for key, look in said.items())
