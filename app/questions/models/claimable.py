"""A mentor's short lease, so that no two answer the same question at once."""
from __future__ import annotations

from datetime import datetime, timedelta
from typing import NoReturn

from sqlalchemy import or_, select, update
from sqlalchemy.orm import joinedload

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models.refusals import AlreadyAnswered, AlreadyClaimed, AlreadyClosed, NotYours, TakenBack
from app.questions.models.seeable import Seeable

CLAIM_LASTS = timedelta(minutes=30)


class Claimable(Seeable):
    def may_be_claimed_by(self, member: Membership) -> bool:
        return member.guides and self.is_waiting and not self.is_by(member)

    def is_claimed(self, now: datetime) -> bool:
        return self.claimed_until is not None and self.claimed_until > now

    def is_claimed_by(self, member: Membership, now: datetime) -> bool:
        return self.is_claimed(now) and self.claimed_by_id == member.id

    def claim_for(self, mentor: Membership, now: datetime) -> None:
        """Lease the question to `mentor` for half an hour from `now`; their own lease is renewed.

        One statement decides, so of two who press at once one gets it, in any number of processes.
        Raises AlreadyClaimed, AlreadyAnswered, AlreadyClosed, TakenBack; NotYours for whoever may not answer for the cohort, or asked it.
        """
        if not mentor.guides or self.is_by(mentor):
            raise NotYours
        if self._take(mentor, now):
            return
        question = type(self)
        if db.session.scalar(select(question.id).where(question.id == self.id)) is None:
            raise TakenBack
        self._look_who_has_it()
        if self.is_closed:
            raise AlreadyClosed
        self._refuse_for_holder()

    def _refuse_for_holder(self) -> NoReturn:
        if not self.is_waiting or self.claimed_by_id is None or self.claimed_until is None:
            raise AlreadyAnswered
        holder = db.session.scalars(select(Membership).where(Membership.id == self.claimed_by_id).options(joinedload(Membership.account))).one()
        raise AlreadyClaimed(holder.name, self.claimed_until)

    def hold(self, mentor: Membership, now: datetime) -> None:
        """`mentor` is writing: their lease is renewed, and one that ran out is taken again where the question is free.

        Where somebody else has it, or nothing waits, nothing happens. The question must be locked, or known to be there.
        """
        if self.may_be_claimed_by(mentor) and not self._take(mentor, now):
            self._look_who_has_it()

    def release(self, mentor: Membership, lease: datetime | None = None) -> None:
        """Give back a claim; giving back what one does not hold changes nothing. The question must be locked.

        With `lease` (the moment until which a page knew it) only that one: another page of the same mentor may have renewed it since.
        """
        if self.claimed_by_id == mentor.id and (lease is None or self.claimed_until is None or self.claimed_until <= lease):
            self._let_go()

    def _take(self, mentor: Membership, now: datetime) -> bool:
        question = type(self)
        free = or_(question.claimed_until.is_(None), question.claimed_until <= now, question.claimed_by_id == mentor.id)
        taken = db.session.execute(
            update(question).where(question.id == self.id, question.waiting_since.is_not(None), free)
            .values(claimed_by_id=mentor.id, claimed_until=now + CLAIM_LASTS, **question.seen_values(mentor, now)).execution_options(synchronize_session=False))
        if taken.rowcount:  # type: ignore[attr-defined]
            self._look_who_has_it()
        return bool(taken.rowcount)  # type: ignore[attr-defined]

    def _look_who_has_it(self) -> None:
        db.session.refresh(self, ["claimed_by_id", "claimed_until", "answered_at", "closed_at", "duplicate_of_id", "waiting_since", "seen_at", "seen_by_id"])

    @classmethod
    def release_all_of(cls, member: Membership, now: datetime) -> None:
        """Give back every claim of somebody who leaves or no longer answers for the cohort, and what was handed to them."""
        db.session.execute(update(cls).where(cls.cohort_id == member.cohort_id, cls.claimed_by_id == member.id)
                           .values(claimed_by_id=None, claimed_until=None))
        db.session.execute(update(cls).where(cls.cohort_id == member.cohort_id, cls.handed_to_id == member.id)
                           .values(handed_to_id=None, handed_at=None))
