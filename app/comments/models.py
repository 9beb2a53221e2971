"""A remark on a review, or on one of its entries or questions, standing in the margin beside it."""
from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Self

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, String, UniqueConstraint, or_, select, update
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from app.cohorts.models import Membership
from app.extensions import db
from app.web import markdown
from app.web.clock import UtcDateTime
from app.web.database import BigId
from app.web.words import first_words


class Comment(db.Model):
    """Who may read the review (and the question, where it is on one) may read it: it is only ever found through them."""

    __tablename__ = "comments"
    __table_args__ = (
        Index("ix_comments_review", "review_id", "id"),
        UniqueConstraint("author_id", "once"),
        CheckConstraint("entry_id is null or question_id is null", "one_subject"),
        CheckConstraint("author_role in ('camper', 'mentor', 'staff')", "author_role"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entries.id"))
    question_id: Mapped[int | None] = mapped_column(ForeignKey("questions.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    author_role: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(LongText)
    html: Mapped[str] = mapped_column(LongText)
    renderer: Mapped[int] = mapped_column(default=markdown.RENDERER)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    once: Mapped[str | None] = mapped_column(String(40))

    author: Mapped[Membership] = relationship(lazy="raise")

    @classmethod
    def written_by(
        cls, author: Membership, text: str, now: datetime, *, review_id: int, entry_id: int | None = None, question_id: int | None = None,
        once: str | None = None,
    ) -> Comment:
        """A new remark, added to the session; sent twice (the same `once`), the one that is there. Its review must be locked."""
        if once and (sent := db.session.scalar(select(cls).where(cls.author_id == author.id, cls.once == once))):
            return sent
        comment = cls(cohort_id=author.cohort_id, review_id=review_id, entry_id=entry_id, question_id=question_id, author_id=author.id,
                      author_role=author.role, text=text, html=markdown.render(text), written_at=now, once=once)
        db.session.add(comment)
        db.session.flush()
        return comment

    @classmethod
    def standing_on(cls, review_id: int) -> Select[Self]:
        """What is shown on a review, in order, with who wrote it; one statement."""
        return (select(cls).where(cls.review_id == review_id, cls.withdrawn_at.is_(None)).order_by(cls.id)
                .options(joinedload(cls.author).joinedload(Membership.account)))

    @classmethod
    def move_to_whole_review(cls, *, entry_ids: Collection[int] = (), question_ids: Collection[int] = ()) -> None:
        """What they stood beside is taken out: they stand on the review as a whole from now on."""
        db.session.execute(update(cls).where(or_(cls.entry_id.in_(entry_ids), cls.question_id.in_(question_ids)))
                           .values(entry_id=None, question_id=None).execution_options(synchronize_session=False))

    @classmethod
    def withdraw_on(cls, *, question_ids: Collection[int], now: datetime) -> None:
        """Remarks on what was asked without a name go with it: on the review as a whole they would tell everybody whose question it was."""
        if question_ids:
            db.session.execute(update(cls).where(cls.question_id.in_(question_ids), cls.withdrawn_at.is_(None))
                               .values(withdrawn_at=now).execution_options(synchronize_session=False))

    @property
    def subject(self) -> str:
        """What it stands on: '' is the whole review, 'entry-12' and 'question-34' are what they say."""
        if self.entry_id is not None:
            return f"entry-{self.entry_id}"
        return f"question-{self.question_id}" if self.question_id is not None else ""

    @property
    def label(self) -> str:
        """What it is called in a line: its first words, without their Markdown."""
        return first_words(self.html)

    @property
    def is_by_guide(self) -> bool:
        return self.author_role in ("mentor", "staff")

    def may_be_withdrawn_by(self, member: Membership) -> bool:
        return self.author_id == member.id and self.withdrawn_at is None

    def withdraw(self, now: datetime) -> None:
        """Its author takes it back: it is shown no more; the row stays as a trace."""
        self.withdrawn_at = self.withdrawn_at or now
