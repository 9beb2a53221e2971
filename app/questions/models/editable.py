"""Edited by its asker: other words, with the earlier ones kept."""
from __future__ import annotations

from datetime import datetime

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models.joinable import Joinable
from app.questions.models.refusals import AlreadyClosed, NotYours
from app.questions.models.version import QuestionVersion
from app.uploads import add_uses


class Editable(Joinable):
    def may_be_edited_by(self, member: Membership) -> bool:
        return self.is_filed and self.is_by(member) and not self.is_withdrawn

    def edit(self, by: Membership, text: str, now: datetime) -> None:
        """Its asker says it otherwise; the same words change nothing. The question must be locked. Raises NotYours, AlreadyClosed."""
        if not self.is_by(by):
            raise NotYours
        if self.is_withdrawn:
            raise AlreadyClosed
        if text == self.text:
            return
        self.rewrite(text, self.own_answer, now)
        db.session.flush()
        add_uses("question", self.id, [text], by)

    def rewrite(self, text: str, own_answer: str, now: datetime) -> None:
        """Its words from now on; of what was published the earlier ones are kept, and its history says so. An answer that the asker adds takes the
        place of nothing."""
        replaced = (bool(self.text) and text != self.text) or (bool(self.own_answer) and own_answer != self.own_answer)
        if self.is_filed and replaced:
            self._keep_words()
            self.edited_at = now
            self._note(self.author_id, "edited", now)
        self.write(text, own_answer)

    def _keep_words(self) -> None:
        written_at = self.edited_at or self.filed_at
        assert written_at is not None
        db.session.add(QuestionVersion(cohort_id=self.cohort_id, question_id=self.id, text=self.text, own_answer=self.own_answer, written_at=written_at))
