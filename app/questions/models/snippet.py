"""Words that are said again and again: a mentor's own, and the cohort's."""
from __future__ import annotations

from datetime import datetime
from typing import Self

from sqlalchemy import ForeignKey, Index, Select, String, UniqueConstraint, func, or_, select
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models.refusals import NotYours, SnippetsFull
from app.web.clock import UtcDateTime
from app.web.database import BigId

A_TITLE = 80  # characters
A_SNIPPET = 5_000
SNIPPETS_AT_MOST = 50  # of one's own, and of the cohort's


class Snippet(db.Model):
    """A title and a text in Markdown. Without an owner it is the cohort's: all who answer use it, staff keep it."""

    __tablename__ = "snippets"
    __table_args__ = (
        Index("ix_snippets_owner", "cohort_id", "owner_id"),
        UniqueConstraint("written_by_id", "once"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))
    written_by_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    title: Mapped[str] = mapped_column(String(A_TITLE))
    text: Mapped[str] = mapped_column(LongText)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    once: Mapped[str | None] = mapped_column(String(40))

    @classmethod
    def usable_by(cls, member: Membership) -> Select[Self]:
        """Their own and the cohort's."""
        return select(cls).where(cls.cohort_id == member.cohort_id, or_(cls.owner_id == member.id, cls.owner_id.is_(None)))

    @classmethod
    def changeable_by(cls, member: Membership) -> Select[Self]:
        """Their own; for staff the cohort's too."""
        theirs = or_(cls.owner_id == member.id, cls.owner_id.is_(None)) if member.is_staff else cls.owner_id == member.id
        return select(cls).where(cls.cohort_id == member.cohort_id, theirs)

    @classmethod
    def written(cls, by: Membership, title: str, text: str, now: datetime, *, for_all: bool = False, once: str | None = None) -> Snippet:
        """A new one of `by`, or `for_all` of the cohort's mentors; sent twice (the same `once`), the one that is there. Raises NotYours, SnippetsFull."""
        if for_all and not by.is_staff:
            raise NotYours
        db.session.execute(select(Membership.id).where(Membership.id == by.id).with_for_update(key_share=True))  # of two presses one comes after
        if once and (sent := db.session.scalar(select(cls).where(cls.written_by_id == by.id, cls.once == once))):
            return sent
        owner_id = None if for_all else by.id
        shelf = select(func.count()).select_from(cls).where(cls.cohort_id == by.cohort_id, cls.owner_id == owner_id if owner_id else cls.owner_id.is_(None))
        if (db.session.scalar(shelf) or 0) >= SNIPPETS_AT_MOST:
            raise SnippetsFull(SNIPPETS_AT_MOST)
        snippet = cls(cohort_id=by.cohort_id, owner_id=owner_id, written_by_id=by.id, title=title, text=text, written_at=now, once=once)
        db.session.add(snippet)
        db.session.flush()
        return snippet

    @property
    def is_for_all(self) -> bool:
        return self.owner_id is None

    def may_be_changed_by(self, member: Membership) -> bool:
        return self.owner_id == member.id if self.owner_id is not None else member.is_staff

    def rewrite(self, by: Membership, title: str, text: str, now: datetime) -> None:
        """Raises NotYours."""
        if not self.may_be_changed_by(by):
            raise NotYours
        self.title, self.text, self.written_at = title, text, now

    def remove(self, by: Membership) -> None:
        """What was answered with it stays as it is. Raises NotYours."""
        if not self.may_be_changed_by(by):
            raise NotYours
        db.session.delete(self)
