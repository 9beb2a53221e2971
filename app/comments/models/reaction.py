"""One of four words for a review, an entry or a remark. It is never counted: a word has names, not a number."""
from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from sqlalchemy import CheckConstraint, ForeignKey, Index, ScalarSelect, Select, String, select
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.cohorts.models import Membership
from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.database import BigId
from app.web.gathered import gathered

REACTIONS = ("thanks", "me_too", "learned", "cheering")  # in the order of the page
ON_REVIEW = sql("entry_id is null and comment_id is null")
ON_ENTRY = sql("entry_id is not null")
ON_COMMENT = sql("comment_id is not null")


class Reaction(db.Model):
    """Who may read the review may read it; an entry that is taken out takes along what was said to it, a remark that is withdrawn too."""

    __tablename__ = "reactions"
    __table_args__ = (
        Index("ix_reactions_review", "review_id", "id"),
        Index("uq_reactions_review", "review_id", "member_id", "word", unique=True, sqlite_where=ON_REVIEW, postgresql_where=ON_REVIEW),
        Index("uq_reactions_entry", "entry_id", "member_id", "word", unique=True, sqlite_where=ON_ENTRY, postgresql_where=ON_ENTRY),
        Index("uq_reactions_comment", "comment_id", "member_id", "word", unique=True, sqlite_where=ON_COMMENT, postgresql_where=ON_COMMENT),
        CheckConstraint("entry_id is null or comment_id is null", "one_subject"),
        CheckConstraint(f"word in {REACTIONS}", "word"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entries.id", ondelete="CASCADE"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    word: Mapped[str] = mapped_column(String(8))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)

    member: Mapped[Membership] = relationship(lazy="raise")

    @classmethod
    def give(cls, member: Membership, word: str, now: datetime, *, review_id: int, entry_id: int | None = None, comment_id: int | None = None) -> None:
        """`member` says the word; said twice it is there once. The review must be locked."""
        if db.session.scalar(cls._said_by(member, word, review_id, entry_id, comment_id)) is None:
            db.session.add(cls(cohort_id=member.cohort_id, review_id=review_id, entry_id=entry_id, comment_id=comment_id, member_id=member.id,
                               word=word, given_at=now))

    @classmethod
    def take_back(cls, member: Membership, word: str, *, review_id: int, entry_id: int | None = None, comment_id: int | None = None) -> None:
        """What was never said is taken back without a trace. The review must be locked."""
        if (said := db.session.scalar(cls._said_by(member, word, review_id, entry_id, comment_id))) is not None:
            db.session.delete(said)

    @classmethod
    def gathered_on(cls, review_id: int) -> ScalarSelect[list[list[Any]]]:
        """All of a review as one column of another statement; `words_by_subject` reads it."""
        return (
            select(gathered(cls.id, cls.entry_id, cls.comment_id, cls.word, cls.member_id, Account.name))
            .select_from(cls).join(cls.member).join(Membership.account).where(cls.review_id == review_id).scalar_subquery()
        )

    @classmethod
    def _said_by(cls, member: Membership, word: str, review_id: int, entry_id: int | None, comment_id: int | None) -> Select[Self]:
        return select(cls).where(cls.review_id == review_id, cls.entry_id == entry_id, cls.comment_id == comment_id, cls.member_id == member.id,
                                 cls.word == word)
