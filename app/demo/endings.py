"""How questions end otherwise than by a mentor's answer: told by hand in texts/story.toml, played by the same rules."""
from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from app.cohorts.models import Membership
from app.demo.material import story
from app.extensions import db
from app.questions.models import Question, Reply

if TYPE_CHECKING:
    from app.demo.happening import Happening


class Endings:
    def __init__(self, happening: Happening) -> None:
        self.play, self.cast, self.now = happening, happening.cast, happening.now
        self.asked: dict[str, Question] = {}
        self.last_reply: dict[str, Reply] = {}

    def plan(self) -> None:
        """Put what is told of them into the line of events."""
        for told in story()["ending"]:
            self.play.at(self._ago(told), lambda at, told=told: self._ask(told, at))
            for then in told.get("then", ()):
                self.play.at(self._ago(then), lambda at, told=told, then=then: self._go_on(told["key"], then, at))

    def _ago(self, told: dict[str, Any]) -> datetime:
        return self.now - timedelta(hours=told["hours_ago"])

    def _ask(self, told: dict[str, Any], at: datetime) -> None:
        author = self.cast.known[told["author"]]
        self.asked[told["key"]] = Question.asked_by(author, self.cast.weeks[told["week"] - 1].id, told["text"].strip(), at, cohort=author.cohort,
                                                    origin=told["origin"], tags=told["tags"])

    def _go_on(self, key: str, then: dict[str, Any], at: datetime) -> None:
        """One more step in the life of that question: `what` is what of it happens, by whom."""
        question, by = self.asked[key], self.cast.known[then["by"]]
        getattr(self, f"_{then['what']}")(key, question, by, then, at)
        db.session.flush()
        db.session.refresh(question)

    def _reply(self, key: str, question: Question, by: Membership, then: dict[str, Any], at: datetime) -> None:
        self.last_reply[key] = question.reply(by, then["text"].strip(), at)

    def _endorse(self, key: str, question: Question, by: Membership, then: dict[str, Any], at: datetime) -> None:
        question.endorse(self.last_reply[key], by, at)

    def _accept(self, key: str, question: Question, by: Membership, then: dict[str, Any], at: datetime) -> None:
        question.accept(self.last_reply[key], by, at)

    def _reopen(self, key: str, question: Question, by: Membership, then: dict[str, Any], at: datetime) -> None:
        question.reopen(by, then["text"].strip(), at)

    def _close(self, key: str, question: Question, by: Membership, then: dict[str, Any], at: datetime) -> None:
        question.close_as_duplicate(self.asked[then["original"]], by, at)

    def _withdraw(self, key: str, question: Question, by: Membership, then: dict[str, Any], at: datetime) -> None:
        question.withdraw(by, at)

    def _hand(self, key: str, question: Question, by: Membership, then: dict[str, Any], at: datetime) -> None:
        question.hand_to(self.cast.known[then["to"]], by, then["text"].strip(), at)
