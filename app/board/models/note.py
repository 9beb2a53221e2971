"""What staff note about a camper, for each other."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, func, select
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column

from app.board.models.refusals import NotesFull, NotYours
from app.cohorts.models import Membership
from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.database import BigId

A_NOTE = 2_000  # characters
NOTES_AT_MOST = 100  # about one camper


class StaffNote(db.Model):
    """Plain words that only the cohort's staff read: they are in no search and in nothing that the camper takes along, and go when the camper leaves
    altogether.

    A note is not changed, so that what somebody acted on stays what they read; who wrote it can take it back.
    """

    __tablename__ = "staff_notes"
    __table_args__ = (Index("ix_staff_notes_camper", "cohort_id", "camper_id", "id"), UniqueConstraint("author_id", "once"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    camper_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    text: Mapped[str] = mapped_column(LongText)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    once: Mapped[str | None] = mapped_column(String(40))

    @classmethod
    def written(cls, camper: Membership, by: Membership, text: str, now: datetime, once: str | None = None) -> StaffNote:
        """A new one about the camper; sent twice (the same `once`), the one that is there. Raises NotesFull."""
        db.session.execute(select(Membership.id).where(Membership.id == camper.id).with_for_update(key_share=True))  # of two presses one comes after
        if once and (sent := db.session.scalar(select(cls).where(cls.author_id == by.id, cls.once == once))):
            return sent
        if (db.session.scalar(select(func.count()).where(cls.cohort_id == camper.cohort_id, cls.camper_id == camper.id)) or 0) >= NOTES_AT_MOST:
            raise NotesFull(NOTES_AT_MOST)
        note = cls(cohort_id=camper.cohort_id, camper_id=camper.id, author_id=by.id, text=text, written_at=now, once=once)
        db.session.add(note)
        db.session.flush()
        return note

    def may_be_taken_back_by(self, member: Membership) -> bool:
        """`cohort` of the member must be loaded."""
        return self.author_id == member.id and member.may_run_it

    def take_back(self, by: Membership) -> None:
        """It is gone, as if it had not been written. Raises NotYours."""
        if not self.may_be_taken_back_by(by):
            raise NotYours
        db.session.delete(self)
