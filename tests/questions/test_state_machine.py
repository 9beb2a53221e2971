"""Every state × event × role: what comes of it, or why not (product.md, "Questions and answers")."""
from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import MeToo, Question, QuestionEvent, Reply
from app.web import clock
from app.web.errors import Refusal
from tests import factories

ROLES = ("asker", "peer", "mentor", "staff")
STATES = ("open", "answered", "duplicate", "withdrawn")
SAME = "="  # it stays as it is

# event: state: what comes of it by (asker, peer, mentor, staff)
TABLE: dict[str, dict[str, tuple[str, ...]]] = {
    "reply": {
        "open": ("open", "open", "answered", "answered"), "answered": (SAME,) * 4, "duplicate": (SAME,) * 4, "withdrawn": (SAME,) * 4},
    "ask_back": dict.fromkeys(STATES, (SAME,) * 4),
    "accept": {
        "open": ("answered", "NotYours", "answered", "answered"), "answered": (SAME, "NotYours", SAME, SAME),
        "duplicate": ("AlreadyClosed", "NotYours", "AlreadyClosed", "AlreadyClosed"), "withdrawn": ("AlreadyClosed", "NotYours", "AlreadyClosed", "AlreadyClosed")},
    "accept_counter_question": {
        "open": ("AsksBack", "NotYours", "AsksBack", "AsksBack"), "answered": ("AsksBack", "NotYours", "AsksBack", "AsksBack"),
        "duplicate": ("AlreadyClosed", "NotYours", "AlreadyClosed", "AlreadyClosed"), "withdrawn": ("AlreadyClosed", "NotYours", "AlreadyClosed", "AlreadyClosed")},
    "accept_and_unaccept": {
        "open": (SAME, "NotYours", SAME, SAME), "answered": (SAME, "NotYours", SAME, SAME),
        "duplicate": ("AlreadyClosed", "NotYours", "AlreadyClosed", "AlreadyClosed"), "withdrawn": ("AlreadyClosed", "NotYours", "AlreadyClosed", "AlreadyClosed")},
    "endorse": dict.fromkeys(STATES, ("NotYours", "NotYours", SAME, SAME)),
    "unendorse": dict.fromkeys(STATES, ("NotYours", "NotYours", SAME, SAME)),
    "reopen": {
        "open": ("NotAnswered", "NotYours", "NotAnswered", "NotAnswered"), "answered": ("open", "NotYours", "NotYours", "NotYours"),
        "duplicate": ("open", "NotYours", "open", "open"), "withdrawn": ("open", "NotYours", "NotYours", "NotYours")},
    "close": {
        "open": ("duplicate", "NotYours", "duplicate", "duplicate"),
        "answered": ("AlreadyAnswered", "NotYours", "AlreadyAnswered", "AlreadyAnswered"),
        "duplicate": ("AlreadyClosed", "NotYours", "AlreadyClosed", "AlreadyClosed"), "withdrawn": ("AlreadyClosed", "NotYours", "AlreadyClosed", "AlreadyClosed")},
    "withdraw": dict.fromkeys(STATES, ("withdrawn", "NotYours", "NotYours", "NotYours")),
    "find_out": {
        "open": ("answered", "NotYours", "NotYours", "NotYours"), "answered": (SAME, "NotYours", "NotYours", "NotYours"),
        "duplicate": ("AlreadyClosed", "NotYours", "NotYours", "NotYours"), "withdrawn": ("AlreadyClosed", "NotYours", "NotYours", "NotYours")},
    "edit": {
        "open": (SAME, "NotYours", "NotYours", "NotYours"), "answered": (SAME, "NotYours", "NotYours", "NotYours"),
        "duplicate": (SAME, "NotYours", "NotYours", "NotYours"), "withdrawn": ("AlreadyClosed", "NotYours", "NotYours", "NotYours")},
    "hand": {
        "open": ("NotYours", "NotYours", SAME, SAME), "answered": ("NotYours", "NotYours", "AlreadyAnswered", "AlreadyAnswered"),
        "duplicate": ("NotYours", "NotYours", "AlreadyClosed", "AlreadyClosed"), "withdrawn": ("NotYours", "NotYours", "AlreadyClosed", "AlreadyClosed")},
    "claim": {
        "open": ("NotYours", "NotYours", SAME, SAME), "answered": ("NotYours", "NotYours", "AlreadyAnswered", "AlreadyAnswered"),
        "duplicate": ("NotYours", "NotYours", "AlreadyClosed", "AlreadyClosed"), "withdrawn": ("NotYours", "NotYours", "AlreadyClosed", "AlreadyClosed")},
    "ask_again": {
        "open": (SAME, "NotYours", "NotYours", "NotYours"), "answered": ("AlreadyAnswered", "NotYours", "NotYours", "NotYours"),
        "duplicate": ("AlreadyClosed", "NotYours", "NotYours", "NotYours"), "withdrawn": ("AlreadyClosed", "NotYours", "NotYours", "NotYours")},
    "me_too": dict.fromkeys(STATES, (SAME,) * 4),
}


def test_the_table_is_whole():
    assert all(set(by_state) == set(STATES) for by_state in TABLE.values())
    assert all(len(outcomes) == len(ROLES) for by_state in TABLE.values() for outcomes in by_state.values())


@pytest.mark.parametrize("event", TABLE)
def test_what_comes_of_it(event: str, scene):
    """In one cohort, each time from where it began."""
    for state in STATES:
        for role, outcome in zip(ROLES, TABLE[event][state], strict=True):
            undone = db.session.begin_nested()
            try:
                is_what_comes_of(scene, event, state, role, outcome)
            except AssertionError as failure:
                raise AssertionError(f"{event} by the {role} when it is {state}") from failure
            undone.rollback()
            db.session.expire_all()


def is_what_comes_of(scene: Scene, event: str, state: str, role: str, outcome: str) -> None:
    scene.bring_to(state)
    before, wanting = scene.events(), scene.question.me_too_count
    by = scene.people[role]
    refused = ""
    try:
        scene.happens[event](by)
    except Refusal as refusal:
        refused = type(refusal).__name__
    db.session.flush()
    if refused:
        assert (refused, scene.state(), scene.events()) == (outcome, state, before)
        return
    assert scene.state() == (state if outcome == SAME else outcome)
    if scene.state() != state:
        assert scene.events() == before + 1
    assert scene.question.is_waiting == (scene.state() == "open")
    if event == "me_too":
        assert scene.question.me_too_count - wanting == (1 if state == "open" and role != "asker" else 0)


class Scene:
    """A question of the camper with a peer's reply and a mentor's counter-question, and another one that it might be the same as."""

    def __init__(self, people: dict[str, Membership], another: Membership) -> None:
        self.people, self.another, self.now, self.cohort = people, another, clock.now(), factories.cohort()
        self.question = factories.question("gather의 index는 왜 long이어야 하나요?", people["asker"])
        self.original = factories.question("torch.gather 사용법은?", people["peer"])
        self.of_peer = factories.reply(self.question, factories.member(), "이렇게 해 봤어요")
        self.counter = factories.reply(self.question, another, "버전이 어떻게 되나요?", asks_back=True)
        question, now = self.question, self.now
        self.happens: dict[str, Callable[[Membership], object]] = {
            "reply": lambda by: question.reply(by, "답", now),
            "ask_back": lambda by: question.reply(by, "무엇을요?", now, asks_back=True),
            "accept": lambda by: question.accept(self.of_peer, by, now),
            "accept_counter_question": lambda by: question.accept(self.counter, by, now),
            "accept_and_unaccept": self.accept_and_unaccept,
            "endorse": lambda by: question.endorse(self.of_peer, by, now),
            "unendorse": lambda by: question.unendorse(self.of_peer, by, now),
            "reopen": lambda by: question.reopen(by, "아직이에요", now),
            "close": lambda by: question.close_as_duplicate(self.original, by, now),
            "withdraw": lambda by: question.withdraw(by, now),
            "find_out": lambda by: question.answer_by_asker(by, "찾았어요", now),
            "edit": lambda by: question.edit(by, "index의 dtype은 왜 정해져 있나요?", now),
            "hand": lambda by: question.hand_to(another, by, "부탁해요", now),
            "claim": lambda by: question.claim_for(by, now),
            "ask_again": lambda by: question.ask_again(by, "아직 궁금해요", self.cohort, now),
            "me_too": lambda by: question.me_too(by, now),
        }

    def bring_to(self, state: str) -> None:
        if state == "answered":
            self.question.reply(self.another, "dtype을 보세요", self.now)
        elif state == "duplicate":
            self.question.close_as_duplicate(self.original, self.another, self.now)
        elif state == "withdrawn":
            self.question.withdraw(self.people["asker"], self.now)
        db.session.flush()
        db.session.refresh(self.question)
        assert self.question.state == state

    def accept_and_unaccept(self, by: Membership) -> None:
        before = self.events()
        self.question.accept(self.of_peer, by, self.now)
        self.question.unaccept(self.of_peer, by, self.now)
        db.session.flush()
        assert self.events() == before + 2

    def state(self) -> str:
        db.session.refresh(self.question)
        return self.question.state

    def events(self) -> int:
        return db.session.scalar(select(func.count(QuestionEvent.id)).where(QuestionEvent.question_id == self.question.id)) or 0


@pytest.fixture
def scene(camper: Membership, peer: Membership, mentor: Membership, staff: Membership, another_mentor: Membership) -> Scene:
    return Scene({"asker": camper, "peer": peer, "mentor": mentor, "staff": staff}, another_mentor)


def test_an_acceptance_moves_to_another_reply(scene):
    second = factories.reply(scene.question, factories.member(), "더 짧게는")
    scene.question.accept(scene.of_peer, scene.people["asker"], scene.now)
    scene.question.accept(second, scene.people["mentor"], scene.now)
    db.session.flush()
    db.session.expire_all()

    assert [reply.id for reply in db.session.scalars(select(Reply).where(Reply.accepted_at.is_not(None)))] == [second.id]


def test_reopened_it_is_for_its_place_in_the_queue_as_if_asked_now_and_taken_back_as_it_was(scene):
    since = scene.question.waiting_since
    scene.question.accept(scene.of_peer, scene.people["asker"], scene.now)
    scene.question.unaccept(scene.of_peer, scene.people["asker"], scene.now)
    assert scene.question.waiting_since == since


def test_what_is_closed_holds_no_claim_and_is_meant_for_nobody(scene):
    scene.question.claim_for(scene.people["mentor"], scene.now)
    scene.question.hand_to(scene.another, scene.people["mentor"], "", scene.now)
    scene.bring_to("duplicate")

    assert (scene.question.claimed_by_id, scene.question.handed_to_id, scene.question.waiting_since) == (None, None, None)


def test_who_no_longer_answers_for_the_cohort_is_meant_for_no_question(scene):
    scene.question.hand_to(scene.another, scene.people["mentor"], "", scene.now)
    db.session.flush()
    scene.another.end(scene.now)
    db.session.flush()
    db.session.refresh(scene.question)

    assert scene.question.handed_to_id is None


def test_reopened_as_not_the_same_only_those_who_were_sent_there_leave(scene):
    fan = factories.member()
    scene.original.me_too(fan, scene.now)
    scene.question.me_too(factories.member(), scene.now)
    scene.bring_to("duplicate")
    assert db.session.scalar(select(func.count()).select_from(MeToo).where(MeToo.question_id == scene.original.id)) == 3
    scene.question.reopen(scene.people["asker"], "달라요", scene.now)
    db.session.flush()

    assert db.session.scalars(select(MeToo.member_id).where(MeToo.question_id == scene.original.id)).all() == [fan.id]


def test_a_reopened_question_with_an_own_answer_stays_open_when_its_review_is_filed_again(camper, cohort):
    question = factories.question("왜?", camper, own_answer="찾았어요")
    question.reopen(camper, "틀렸어요", clock.now())
    question.file(cohort, "cohort", None, clock.now())
    db.session.flush()
    assert db.session.get_one(Question, question.id).is_open
