"""The secret addresses under which a member's own programs read: their calendar, and what was answered."""
from __future__ import annotations

import re
import secrets
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, contains_eager, mapped_column, relationship

from app.accounts.models import Account
from app.cohorts.models import Cohort, Membership
from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.database import BigId

SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
KINDS = ("calendar", "answers")


class Feed(db.Model):
    """One a member and kind. Whoever has the address reads it, so it can be renewed: the earlier one leads nowhere then."""

    __tablename__ = "feeds"
    __table_args__ = (UniqueConstraint("member_id", "kind"), CheckConstraint(f"kind in {KINDS}", "kind"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    kind: Mapped[str] = mapped_column(String(8))
    secret: Mapped[str] = mapped_column(String(43), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    member: Mapped[Membership] = relationship(lazy="raise")

    @classmethod
    def of(cls, member: Membership, kind: str) -> Feed | None:
        return db.session.scalar(select(cls).where(cls.member_id == member.id, cls.kind == kind))

    @classmethod
    def opened_by(cls, secret: str, kind: str) -> Feed | None:
        """With its member, cohort and account; one statement. None once any of them is no longer there, or the cohort is archived."""
        if not SECRET.fullmatch(secret):
            return None
        return db.session.scalar(
            select(cls).where(cls.secret == secret, cls.kind == kind).join(cls.member).join(Membership.cohort).join(Membership.account)
            .where(Membership.ended_at.is_(None), Cohort.archived_at.is_(None), Account.deactivated_at.is_(None))
            .options(contains_eager(cls.member).options(contains_eager(Membership.cohort), contains_eager(Membership.account))))

    @classmethod
    def renewed_for(cls, member: Membership, kind: str, now: datetime) -> Feed:
        """A new address; the first one, where there was none. The membership must be locked."""
        feed = cls.of(member, kind)
        if feed is None:
            feed = cls(cohort_id=member.cohort_id, member_id=member.id, kind=kind)
            db.session.add(feed)
        feed.secret, feed.made_at = secrets.token_urlsafe(32), now
        return feed

    @classmethod
    def end(cls, member: Membership, *kinds: str) -> None:
        """The addresses lead nowhere any more."""
        db.session.execute(delete(cls).where(cls.member_id == member.id, cls.kind.in_(kinds)).execution_options(synchronize_session=False))

    @classmethod
    def end_with(cls, member: Membership, now: datetime) -> None:
        """Whoever leaves the cohort leaves no open address behind, also for when they come back."""
        if not member.is_living:
            cls.end(member, *KINDS)
