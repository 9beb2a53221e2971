"""Handed on: another mentor knows this better."""
from __future__ import annotations

from datetime import datetime

from app.cohorts.models import Membership
from app.extensions import db
from app.notifications.models import notify
from app.questions.models.askable import Askable
from app.questions.models.claimable import Claimable
from app.questions.models.refusals import AlreadyAnswered, AlreadyClosed, NotForThem, NotYours


class Transferable(Askable, Claimable):
    def may_be_handed_on_by(self, member: Membership) -> bool:
        return member.guides and self.is_waiting and not self.is_by(member)

    def may_be_handed_to(self, mentor: Membership) -> bool:
        return mentor.cohort_id == self.cohort_id and mentor.guides and mentor.is_living and not self.is_by(mentor)

    def hand_to(self, mentor: Membership, by: Membership, word: str, now: datetime) -> None:
        """`mentor` is told that it is meant for them, and why; it waits on in its place, and whoever likes may still take it. A claim of `by` ends.

        Handed to the same one twice it is handed once. The question must be locked.
        Raises NotYours, AlreadyClosed, AlreadyAnswered, NotForThem, AlreadyClaimed.
        """
        if not by.guides or self.is_by(by):
            raise NotYours
        if self.is_closed:
            raise AlreadyClosed
        if not self.is_waiting:
            raise AlreadyAnswered
        if mentor.id == by.id or not self.may_be_handed_to(mentor):
            raise NotForThem
        if self.is_claimed(now) and not self.is_claimed_by(by, now):
            self._refuse_for_holder()
        self.release(by)
        if self.handed_to_id == mentor.id:
            return
        self.handed_to_id, self.handed_at = mentor.id, now
        event = self._note(by.id, "handed", now, word, to_id=mentor.id)
        db.session.flush()
        notify([mentor.id], "handed", cohort_id=self.cohort_id, source=f"event:{event.id}", address=self.path(), about=self.headline, excerpt=word,
               actor=by, now=now)
