"""Check 5: whatever of questions is pressed thirty-two times at the same instant, comes to exactly what one press comes to."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.cohorts.models import Cohort, Membership
from app.extensions import db
from app.questions.forms import mark_of
from app.questions.models import Question, QuestionEvent, Reply, Snippet
from app.web import clock
from tests import conftest, factories
from tests.people import Person
from tests.pressing import PRESSES, press_at_once

QUESTION = "/c/ai-7/questions/{question}"
SETTLED = {303, 409, 503}  # done, or told that it is done already, or asked to try again where the machine is too busy for all of them


class Scene:
    """A question of the camper with a reply of a peer, another that it could be the same as, and what stands around them."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.people = {"camper": factories.member("camper", "한지우"), "peer": factories.member("camper", "김서연"), "mentor": factories.member("mentor", "박민서"),
                       "another": factories.member("mentor", "최유진"), "staff": factories.member("staff", "오수빈")}
        self.question = factories.question("gather의 index는 왜 long이어야 하나요?", self.people["camper"], tags=("파이토치",))
        self.original = factories.question("torch.gather 사용법은?", self.people["another"], tags=("pytorch",))
        self.question.me_too(factories.member("camper", "이도현"), clock.now())
        self.of_peer = factories.reply(self.question, self.people["peer"], "이렇게 해 봤어요")
        self.snippet = Snippet.written(self.people["mentor"], "인사", "안녕하세요", clock.now())
        self.term = factories.glossary_term(self.people["staff"])

    def by(self, name: str) -> Person:
        return Person(self.app, self.people[name].account)

    def at(self, address: str) -> str:
        return address.format(question=self.question.id, reply=self.of_peer.id, snippet=self.snippet.id, term=self.term.id)

    def mark(self) -> str:
        db.session.refresh(self.question, ["tags"])
        return mark_of(self.question)

    def mentor_answers(self) -> None:
        factories.reply(self.question, self.people["mentor"], "dtype을 보세요")

    def peer_is_accepted(self) -> None:
        self.question.accept(self.of_peer, self.people["camper"], clock.now())

    def peer_is_endorsed(self) -> None:
        self.question.endorse(self.of_peer, self.people["mentor"], clock.now())

    def camper_joins_the_other(self) -> None:
        self.original.me_too(self.people["camper"], clock.now())

    def it_is_a_duplicate(self) -> None:
        self.question.close_as_duplicate(self.original, self.people["mentor"], clock.now())

    def it_is_withdrawn(self) -> None:
        self.question.withdraw(self.people["camper"], clock.now())

    def mentor_has_it(self) -> None:
        self.question.claim_for(self.people["mentor"], clock.now())

    def it_stands_in_the_review(self) -> None:
        self.question.join_review(self.people["camper"])


def nothing(_scene: Scene) -> None:
    pass


@dataclass(frozen=True)
class Deed:
    by: str
    at: str
    typed: Callable[[Scene], Mapping[str, Any]] = lambda _scene: {}
    begin: Callable[[Scene], None] = nothing


def reply_of_peer(scene: Scene) -> Mapping[str, Any]:
    return {"reply": scene.of_peer.id}


DEEDS = {
    "ask": Deed("peer", "/c/ai-7/questions/new", lambda _: {"text": "새 질문이에요", "tags": "pytorch", "told": "yes", "once": "o", "without_name": "y"}),
    "reply": Deed("peer", f"{QUESTION}/replies", lambda _: {"text": "하나 더", "once": "o"}),
    "answer": Deed("mentor", f"{QUESTION}/answer", lambda _: {"text": "이거예요", "kind": "answer", "once": "o"}, Scene.mentor_has_it),
    "ask back": Deed("mentor", f"{QUESTION}/answer", lambda _: {"text": "무엇을요?", "kind": "ask_back", "once": "o"}),
    "accept": Deed("camper", f"{QUESTION}/acceptance", reply_of_peer),
    "unaccept": Deed("camper", f"{QUESTION}/acceptance/withdrawal", reply_of_peer, Scene.peer_is_accepted),
    "endorse": Deed("mentor", f"{QUESTION}/endorsement", reply_of_peer),
    "unendorse": Deed("mentor", f"{QUESTION}/endorsement/withdrawal", reply_of_peer, Scene.peer_is_endorsed),
    "me too": Deed("peer", f"{QUESTION}/me-too"),
    "me too no longer": Deed("camper", "/c/ai-7/questions/{original}/me-too/withdrawal", begin=Scene.camper_joins_the_other),
    "reopen": Deed("camper", f"{QUESTION}/reopening", lambda _: {"word": "아직이에요"}, Scene.mentor_answers),
    "close as the same": Deed("mentor", f"{QUESTION}/closing", lambda scene: {"original": scene.original.id}),
    "undo the closing": Deed("mentor", f"{QUESTION}/reopening", lambda _: {"word": "달라요"}, Scene.it_is_a_duplicate),
    "withdraw": Deed("camper", f"{QUESTION}/withdrawal"),
    "ask after all": Deed("camper", f"{QUESTION}/reopening", lambda _: {"word": "역시 궁금해요"}, Scene.it_is_withdrawn),
    "take a reply back": Deed("peer", f"{QUESTION}/replies/{{reply}}/withdrawal", begin=Scene.peer_is_accepted),
    "find out": Deed("camper", f"{QUESTION}/own-answer", lambda _: {"own_answer": "찾았어요"}),
    "claim": Deed("mentor", f"{QUESTION}/claim"),
    "give back": Deed("mentor", f"{QUESTION}/claim/release", begin=Scene.mentor_has_it),
    "hand on": Deed("mentor", f"{QUESTION}/handing", lambda scene: {"to": scene.people["another"].id, "word": "부탁해요"}, Scene.mentor_has_it),
    "edit": Deed("camper", f"{QUESTION}/edit", lambda scene: {"was": scene.mark(), "text": "index의 dtype은요?", "tags": "pytorch"}),
    "edit a reply": Deed("peer", f"{QUESTION}/replies/{{reply}}/edit", lambda scene: {"was": mark_of(scene.of_peer), "text": "이렇게요"}, Scene.peer_is_accepted),
    "put into the review": Deed("camper", f"{QUESTION}/joining"),
    "take out of the review": Deed("camper", f"{QUESTION}/joining/withdrawal", begin=Scene.it_stands_in_the_review),
    "see": Deed("mentor", f"{QUESTION}/seeing"),
    "save a draft": Deed("mentor", f"{QUESTION}/draft", lambda _: {"text": "쓰는 중이에요", "version": "0", "once": "o"}),
    "keep a snippet": Deed("mentor", "/c/ai-7/snippets/", lambda _: {"title": "공지", "text": "말", "once": "o"}),
    "change a snippet": Deed("mentor", "/c/ai-7/snippets/{snippet}", lambda _: {"title": "공지", "text": "말"}),
    "remove a snippet": Deed("mentor", "/c/ai-7/snippets/{snippet}/removal"),
    "add a term": Deed("staff", "/c/ai-7/glossary/", lambda _: {"spellings": "성능 대회, 공모전"}),
    "remove a term": Deed("staff", "/c/ai-7/glossary/{term}/removal"),
    "merge two tags": Deed("staff", "/c/ai-7/tags/renaming", lambda _: {"tag": "파이토치", "name": "pytorch", "sure": "pytorch"}),
}


@pytest.mark.parametrize("name", DEEDS)
def test_pressed_many_times_at_once_it_is_done_once(app: Flask, name: str) -> None:
    deed = DEEDS[name]
    once, answered = _done(app, deed, presses=1)
    assert answered == [303]
    many, answers = _done(app, deed, presses=PRESSES)

    assert many == once
    assert set(answers) <= SETTLED | ({404} if name.startswith(("remove", "merge")) else set())
    assert 303 in answers


def test_of_two_mentors_who_press_many_times_one_holds_it(app: Flask) -> None:
    scene = Scene(app)
    question_id = scene.question.id
    answers = press_at_once([scene.by("mentor"), scene.by("another")], [scene.at(f"{QUESTION}/claim")], [{}])

    holders = {number % 2 for number, answer in enumerate(answers) if answer == 303}
    assert len(holders) == 1
    assert set(answers) <= SETTLED
    name = ("mentor", "another")[holders.pop()]
    assert db.session.get_one(Question, question_id).claimed_by_id == scene.people[name].id


def test_of_many_who_close_two_questions_as_each_other_one_stays_open(app: Flask) -> None:
    """Nobody waits for the other for ever, and they never point at each other."""
    scene = Scene(app)
    ids = scene.question.id, scene.original.id
    answers = press_at_once(scene.by("mentor"), [f"/c/ai-7/questions/{number}/closing" for number in ids], [{"original": number} for number in reversed(ids)])

    assert answers.count(303) == 1
    assert set(answers) <= SETTLED | {422}
    assert sorted(question.state for question in db.session.scalars(select(Question))) == ["duplicate", "open"]


def test_of_accepting_and_withdrawing_and_closing_at_once_the_question_ends_one_way(app: Flask) -> None:
    scene = Scene(app)
    place, question_id = scene.at(QUESTION), scene.question.id
    typed = {"reply": scene.of_peer.id, "original": scene.original.id, "own_answer": "찾았어요", "word": "왜"}
    press_at_once(scene.by("camper"), [f"{place}/{deed}" for deed in ("acceptance", "closing", "own-answer", "reopening", "acceptance/withdrawal")], [typed])

    question = db.session.get_one(Question, question_id)
    accepted = db.session.scalar(select(func.count(Reply.id)).where(Reply.accepted_at.is_not(None)))
    assert (question.state == "answered") == bool(question.answered_at and not question.closed_at)
    assert question.is_waiting == (question.state == "open")
    assert accepted == 0 or question.state != "open"
    waiting = db.session.scalar(select(func.count(Question.id)).where(Question.waiting_since.is_not(None)))
    assert db.session.scalar(select(Cohort.waiting_count)) == waiting


def _done(app: Flask, deed: Deed, presses: int) -> tuple[dict[str, Any], list[int]]:
    """What the database holds after so many presses, each in a scene of its own, and what was answered."""
    db.session.remove()
    conftest.empty()
    scene = Scene(app)
    db.session.flush()
    deed.begin(scene)
    db.session.flush()
    address = scene.at(deed.at.replace("{original}", str(scene.original.id)))
    answers = press_at_once(scene.by(deed.by), [address], [deed.typed(scene)], presses)
    return _everything(), answers


def _everything() -> dict[str, Any]:
    """How many rows there are of everything, every counter, and how each question stands."""
    rows: dict[str, Any] = {table.name: db.session.scalar(select(func.count()).select_from(table)) for table in db.metadata.sorted_tables}
    standing = [(question.text, question.state, question.is_waiting, question.waiting_since, question.me_too_count, question.reply_count, question.own_answer,
                 question.claimed_until, question.claimed_by_id is None, question.handed_to_id is None, question.seen_by_id is None, question.joins_review)
                for question in db.session.scalars(select(Question).order_by(Question.text))]
    replies = db.session.execute(select(Reply.text, Reply.accepted_at, Reply.endorsed_at, Reply.withdrawn_at, Reply.edited_at).order_by(Reply.text)).all()
    events = db.session.execute(select(QuestionEvent.event, func.count()).group_by(QuestionEvent.event).order_by(QuestionEvent.event)).all()
    unread = db.session.scalars(select(Membership.unread_count).order_by(Membership.unread_count)).all()
    return {**rows, "standing": standing, "replied": replies, "happened": events, "unread": unread, "waiting": db.session.scalar(select(Cohort.waiting_count))}
