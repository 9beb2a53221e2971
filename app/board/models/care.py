"""Who of staff looks after a camper, so that neither nobody nor everybody does."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, delete, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Account
from app.board.models.refusals import AlreadyCared
from app.cohorts.models import Membership
from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.database import BigId, insert_into


class Care(db.Model):
    """One a camper: who looks after them, since when. It ends when it is given back, and when either is no longer what they were in the cohort."""

    __tablename__ = "cares"
    __table_args__ = (UniqueConstraint("cohort_id", "camper_id"), Index("ix_cares_by", "cohort_id", "by_id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    camper_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    since: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    def take(cls, camper: Membership, by: Membership, now: datetime) -> None:
        """`by` looks after the camper from now on; pressed twice, since the first time. Raises AlreadyCared.

        One statement decides, so of two who press at once one has it and the other is told who.
        """
        db.session.execute(insert_into(cls).values(cohort_id=camper.cohort_id, camper_id=camper.id, by_id=by.id, since=now)
                           .on_conflict_do_nothing(index_elements=["cohort_id", "camper_id"]))
        holder = db.session.execute(
            select(cls.by_id, Account.name).join(Membership, Membership.id == cls.by_id).join(Account, Account.id == Membership.account_id)
            .where(cls.cohort_id == camper.cohort_id, cls.camper_id == camper.id)).one()
        if holder.by_id != by.id:
            raise AlreadyCared(holder.name)

    @classmethod
    def give_back(cls, camper: Membership, by: Membership) -> None:
        """`by` no longer looks after them; giving back what one does not have changes nothing."""
        db.session.execute(delete(cls).where(cls.cohort_id == camper.cohort_id, cls.camper_id == camper.id, cls.by_id == by.id)
                           .execution_options(synchronize_session=False))

    @classmethod
    def end_all_of(cls, member: Membership, now: datetime) -> None:
        """Somebody leaves the cohort or becomes something else there: they look after nobody, and nobody after them."""
        db.session.execute(delete(cls).where(cls.cohort_id == member.cohort_id, or_(cls.by_id == member.id, cls.camper_id == member.id))
                           .execution_options(synchronize_session=False))
