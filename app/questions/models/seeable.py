"""Seen by those who answer for the cohort: an asker who knows that somebody has read it waits more easily."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, case, literal, update
from sqlalchemy.orm import Mapped, mapped_column

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models.waiting import Waiting
from app.web.clock import UtcDateTime


class Seeable(Waiting):
    """`seen_by` is the first who answers for the cohort and had it open; who takes it or replies has seen it."""

    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen_by_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))

    def may_be_seen_by(self, member: Membership) -> bool:
        """Whether it is news that `member` has it open: somebody who answers for the cohort, and nobody of them had before."""
        return member.guides and not self.is_by(member) and self.asked_at is not None and self.seen_at is None

    def see(self, guide: Membership, now: datetime) -> None:
        """`guide` has it open. One statement decides, so of several at once the first stays; for everybody else nothing happens."""
        if not self.may_be_seen_by(guide):
            return
        question = type(self)
        db.session.execute(update(question).where(question.id == self.id, question.seen_at.is_(None))  # type: ignore[attr-defined]
                           .values(seen_at=now, seen_by_id=guide.id).execution_options(synchronize_session=False))
        db.session.refresh(self, ["seen_at", "seen_by_id"])

    def note_seen(self, member: Membership, now: datetime) -> None:
        """As `see`, of a question that is locked and changed anyway."""
        if self.may_be_seen_by(member):
            self.seen_at, self.seen_by_id = now, member.id

    @classmethod
    def seen_values(cls, guide: Membership, now: datetime) -> dict[str, Any]:
        """In SQL, for a statement that writes to it anyway: who was first stays."""
        unseen = cls.seen_at.is_(None)
        return {"seen_at": case((unseen, literal(now, UtcDateTime)), else_=cls.seen_at), "seen_by_id": case((unseen, guide.id), else_=cls.seen_by_id)}
