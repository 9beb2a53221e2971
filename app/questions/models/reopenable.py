"""Asked once more: the answer did not settle it, it was not the same as another, or it is wanted after all."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update

from app.cohorts.models import Membership
from app.extensions import db
from app.notifications.models import notify
from app.questions.models.me_too import MeToo
from app.questions.models.refusals import NotAnswered, NotYours
from app.questions.models.reply import Reply
from app.questions.models.retractable import Retractable
from app.questions.models.version import QuestionVersion
from app.uploads import note_uses


class Reopenable(Retractable):
    def may_be_reopened_by(self, member: Membership) -> bool:
        """Its asker, whatever ended it; what was closed as a duplicate also those who answer for the cohort."""
        return self.is_filed and not self.is_open and (self.is_by(member) or (self.duplicate_of_id is not None and member.guides))

    def reopen(self, by: Membership, word: str, now: datetime) -> None:
        """It waits for the mentors again, from now, and everybody reads the word why. The question must be locked. Raises NotYours, NotAnswered."""
        if self.is_open and (self.is_by(by) or by.guides):
            raise NotAnswered
        if not self.may_be_reopened_by(by):
            raise NotYours
        self._accept_none()
        if self.duplicate_of_id is not None and self.closed_at is not None:
            self._want_no_longer_with(self.duplicate_of_id, self.closed_at)
        if self.is_withdrawn and not self.text:
            self._say_again(by)
        self.asks_mentors, self.audience, self.audience_team_id = True, "cohort", None
        self.asked_at = self.asked_at or now
        self._become_open(now)
        event = self._note(by.id, "reopened", now, word)
        db.session.flush()
        repliers = select(Reply.author_id).where(Reply.question_id == self.id).distinct()
        concerned = {self.author_id, *db.session.scalars(repliers)} - {by.id}
        notify(concerned, "reopened", cohort_id=self.cohort_id, source=f"event:{event.id}", address=self.path(), about=self.headline,
               actor=None if self.hides(by) else by, excerpt=word, now=now)

    def _want_no_longer_with(self, original_id: int, since: datetime) -> None:
        """Who wanted to know the original only because this was closed as the same wants it no longer."""
        question = type(self)
        closing = delete(MeToo).where(MeToo.question_id == original_id, MeToo.said_at == since, MeToo.member_id.in_(self._me_toos() | {self.author_id}))
        taken = db.session.execute(closing).rowcount  # type: ignore[attr-defined]
        db.session.execute(update(question).where(question.id == original_id).values(me_too_count=question.me_too_count - taken))

    def _say_again(self, by: Membership) -> None:
        """The words that were taken out of everybody's sight, and kept for the asker."""
        if (kept := db.session.scalar(QuestionVersion.of(self.id).limit(1))) is None:
            return
        self.write(kept.text, kept.own_answer)
        note_uses("question", self.id, [kept.text], by)
        db.session.delete(kept)
