"""A question and what can happen to it, for the table of its rules."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import func, select

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import QuestionEvent, Reply
from app.web import clock
from tests import factories


@dataclass(frozen=True)
class Look:
    """How a question stands."""

    state: str
    events: int
    me_toos: int
    holder: int | None


class Scene:
    """A question of `asker` with a peer's reply, one that was taken back, and a mentor's counter-question; and another that it might be the same as."""

    def __init__(self, asker: Membership, another: Membership, peer: Membership) -> None:
        self.asker, self.another, self.now, self.cohort = asker, another, clock.now(), factories.cohort()
        self.question = factories.question("gather의 index는 왜 long이어야 하나요?", asker)
        self.original = factories.question("torch.gather 사용법은?", peer)
        self.replier = factories.member()
        self.of_peer = self._noted("이렇게 해 봤어요", factories.member())
        self.gone = factories.reply(self.question, self.replier, "아니에요")
        self.question.retract(self.gone, self.replier, self.now)
        self.counter = factories.reply(self.question, another, "버전이 어떻게 되나요?", asks_back=True)

    def does(self, event: str) -> Callable[[Membership], object]:
        """What somebody does; what must be so for it is done before, and is no part of it."""
        question, now = self.question, self.now
        deeds: dict[str, Callable[[Membership], object]] = {
            "reply": lambda by: question.reply(by, "답", now),
            "reply: asking back": lambda by: question.reply(by, "무엇을요?", now, asks_back=True),
            "Reply.edit": lambda by: self.of_peer.edit(by, "달리", now),
            "Reply.edit: their own": lambda by: self._said_by(by).edit(by, "달리", now),
            "retract": lambda by: question.retract(self.of_peer, by, now),
            "retract: their own": lambda by: question.retract(self._said_by(by, asks_back=False), by, now),
            "retract_noted": lambda by: question.retract_noted(self.of_peer, by, now),
            "retract_noted: their own": lambda by: question.retract_noted(self._noted("말한 것", by), by, now),
            "endorse": lambda by: question.endorse(self.of_peer, by, now),
            "unendorse": lambda by: question.unendorse(self.of_peer, by, now),
            "accept": lambda by: question.accept(self.of_peer, by, now),
            "accept: what asks back": lambda by: question.accept(self.counter, by, now),
            "accept: what was taken back": lambda by: question.accept(self.gone, by, now),
            "unaccept": lambda by: question.unaccept(self.of_peer, by, now),
            "unaccept: what was accepted": self._unaccept_what_was_accepted,
            "answer_by_asker": lambda by: question.answer_by_asker(by, "찾았어요", now),
            "reopen": lambda by: question.reopen(by, "아직이에요", now),
            "ask_again": lambda by: question.ask_again(by, "아직 궁금해요", self.cohort, now),
            "close_as_duplicate": lambda by: question.close_as_duplicate(self.original, by, now),
            "withdraw": lambda by: question.withdraw(by, now),
            "edit": lambda by: question.edit(by, "index의 dtype은 왜 정해져 있나요?", now),
            "join_review": question.join_review,
            "leave_review": question.leave_review,
            "claim_for": lambda by: question.claim_for(by, now),
            "claim_for: somebody else's": lambda by: (question.hold(self.another, now), question.claim_for(by, now)),
            "hold": lambda by: question.hold(by, now),
            "release": lambda by: (question.hold(by, now), question.release(by)),
            "release: somebody else's": lambda by: (question.hold(self.another, now), question.release(by)),
            "hand_to": lambda by: question.hand_to(self.another, by, "부탁해요", now),
            "see": lambda by: question.see(by, now),
            "note_seen": lambda by: question.note_seen(by, now),
            "me_too": lambda by: question.me_too(by, now),
            "not_me_too": lambda by: (question.me_too(by, now), db.session.flush(), question.not_me_too(by)),
        }
        return deeds[event]

    def does_in_its_review(self, event: str) -> Callable[[], object]:
        question, now = self.question, self.now
        deeds: dict[str, Callable[[], object]] = {
            "file": lambda: question.file(self.cohort, "team", self.asker.team_id, now),
            "ask": lambda: question.ask(self.cohort, now),
            "take_back": question.take_back,
            "ask_with_name": lambda: question.ask_with_name(False),
            "tag": self._tag,
            "write": lambda: question.write("달리 물으면?", ""),
            "rewrite": lambda: question.rewrite("달리 물으면?", "", now),
            "withdraw_from_review": lambda: question.withdraw_from_review(now),
            "stand_again": lambda: question.stand_again(now),
        }
        return deeds[event]

    def bring_to(self, state: str) -> None:
        if state == "answered":
            self.question.reply(self.another, "dtype을 보세요", self.now)
        elif state == "duplicate":
            self.question.close_as_duplicate(self.original, self.another, self.now)
        elif state == "withdrawn":
            self.question.withdraw(self.asker, self.now)
        self._settle()
        assert self.question.state == state

    def look(self) -> Look:
        self._settle()
        events = db.session.scalar(select(func.count(QuestionEvent.id)).where(QuestionEvent.question_id == self.question.id)) or 0
        return Look(self.question.state, events, self.question.me_too_count, self.question.claimed_by_id)

    def _settle(self) -> None:
        db.session.flush()
        db.session.refresh(self.question)

    def _said_by(self, by: Membership, *, asks_back: bool = True) -> Reply:
        """A peer's and an asker's answer nothing, a guide's does unless it asks back."""
        return factories.reply(self.question, by, "처음엔", asks_back=asks_back)

    def _noted(self, text: str, noted_by: Membership) -> Reply:
        return factories.reply(self.question, self.replier, text, noted_by=noted_by)

    def _unaccept_what_was_accepted(self, by: Membership) -> None:
        self.question.accept(self.of_peer, by, self.now)
        db.session.flush()
        self.question.unaccept(self.of_peer, by, self.now)

    def _tag(self) -> None:
        db.session.refresh(self.question, ["tags"])
        self.question.tag(["cnn"])


def rules_of(model: type[Any]) -> set[str]:
    """The names of what can be called on it, of its own."""
    from_here = [cls for cls in model.__mro__ if cls.__module__.startswith("app.questions.models")]
    return {name for cls in from_here for name, thing in vars(cls).items() if callable(thing) and not isinstance(thing, type | partial) and name[0] != "_"}
