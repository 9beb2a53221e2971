"""What lies on the desks of those who answer: answers that were begun, and snippets; told by hand in texts/story.toml."""
from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from app.demo.material import story
from app.questions.models import Question, ReplyDraft, Snippet

if TYPE_CHECKING:
    from app.demo.happening import Happening

KEPT_SINCE = timedelta(weeks=3)


class Desks:
    def __init__(self, happening: Happening, asked: dict[str, Question]) -> None:
        """`asked` will hold the questions of the story by their key when the answers to them are begun."""
        self.play, self.cast, self.asked = happening, happening.cast, asked

    def plan(self) -> None:
        for number, told in enumerate(story()["snippet"]):
            self.play.at(self.play.now - KEPT_SINCE + timedelta(days=number), lambda at, told=told: self._keep(told, at))
        for told in story()["reply_draft"]:
            self.play.at(self.play.now - timedelta(hours=told["saved_hours_before_now"]), lambda at, told=told: self._begin(told, at))

    def _keep(self, told: dict[str, Any], at: datetime) -> None:
        Snippet.written(self.cast.known[told["author"]], told["title"], told["text"].strip(), at, for_all=told.get("for_all", False))

    def _begin(self, told: dict[str, Any], at: datetime) -> None:
        ReplyDraft.keep(self.asked[told["question"]].id, self.cast.known[told["author"]], told["text"].strip(), 0, at)
