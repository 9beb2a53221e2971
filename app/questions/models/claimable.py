"""A mentor's short lease, so that no two answer the same question at once."""
from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import joinedload

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models.refusals import AlreadyAnswered, AlreadyClaimed, NotYours, TakenBack
from app.questions.models.waiting import Waiting

CLAIM_LASTS = timedelta(minutes=30)


class Claimable(Waiting):
    def may_be_claimed_by(self, member: Membership) -> bool:
        return member.guides and self.is_waiting and not self.is_by(member)

    def is_claimed(self, now: datetime) -> bool:
        return self.claimed_until is not None and self.claimed_until > now

    def is_claimed_by(self, member: Membership, now: datetime) -> bool:
        return self.is_claimed(now) and self.claimed_by_id == member.id

    def claim_for(self, mentor: Membership, now: datetime) -> None:
        """Lease the question to `mentor` for half an hour from `now`; their own lease is renewed.

        One statement decides, so of two who press at once one gets it, in any number of processes.
        Raises AlreadyClaimed, AlreadyAnswered, TakenBack; NotYours for whoever may not answer for the cohort, or asked it.
        """
        if not mentor.guides or self.is_by(mentor):
            raise NotYours
        question = type(self)
        free = or_(question.claimed_until.is_(None), question.claimed_until <= now, question.claimed_by_id == mentor.id)
        taken = db.session.execute(
            update(question).where(question.id == self.id, question.waiting_since.is_not(None), free)
            .values(claimed_by_id=mentor.id, claimed_until=now + CLAIM_LASTS).execution_options(synchronize_session=False))
        if taken.rowcount == 0 and db.session.scalar(select(question.id).where(question.id == self.id)) is None:  # type: ignore[attr-defined]
            raise TakenBack
        db.session.refresh(self, ["claimed_by_id", "claimed_until", "answered_at", "waiting_since"])
        if taken.rowcount == 0:  # type: ignore[attr-defined]
            if not self.is_waiting or self.claimed_by_id is None or self.claimed_until is None:
                raise AlreadyAnswered
            holder = db.session.scalars(select(Membership).where(Membership.id == self.claimed_by_id).options(joinedload(Membership.account))).one()
            raise AlreadyClaimed(holder.name, self.claimed_until)

    def release(self, mentor: Membership) -> None:
        """Give back a claim; giving back what one does not hold changes nothing. The question must be locked."""
        if self.claimed_by_id == mentor.id:
            self._let_go()

    @classmethod
    def release_all_of(cls, member: Membership, now: datetime) -> None:
        """Give back every claim of somebody who leaves or no longer answers for the cohort."""
        db.session.execute(update(cls).where(cls.cohort_id == member.cohort_id, cls.claimed_by_id == member.id)
                           .values(claimed_by_id=None, claimed_until=None))
