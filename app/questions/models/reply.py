"""An answer or a counter-question."""
from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Self

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, String, UniqueConstraint, select
from sqlalchemy import Text as LongText
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from app.cohorts.models import Membership
from app.extensions import db
from app.web import markdown
from app.web.clock import UtcDateTime
from app.web.database import BigId

if TYPE_CHECKING:
    from app.questions.models.question import Question

IS_ACCEPTED = sql("accepted_at is not null")


class Reply(db.Model):
    """An answer or a counter-question, with the role that its author had when writing it."""

    __tablename__ = "replies"
    __table_args__ = (
        Index("ix_replies_question", "question_id", "id"),
        Index("uq_replies_accepted", "question_id", unique=True, sqlite_where=IS_ACCEPTED, postgresql_where=IS_ACCEPTED),
        UniqueConstraint("author_id", "once"),
        CheckConstraint("author_role in ('camper', 'mentor', 'staff')", "author_role"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    author_role: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(LongText)
    html: Mapped[str] = mapped_column(LongText)
    renderer: Mapped[int] = mapped_column(default=markdown.RENDERER)
    asks_back: Mapped[bool] = mapped_column(default=False)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))
    once: Mapped[str | None] = mapped_column(String(40))

    question: Mapped[Question] = relationship(back_populates="replies", lazy="raise")
    author: Mapped[Membership] = relationship(foreign_keys=author_id, lazy="raise")

    @classmethod
    def to(cls, question_ids: Collection[int]) -> Select[Self]:
        """What was replied to these questions, in order, with who wrote it; one statement. Their readers may read it."""
        return (select(cls).where(cls.question_id.in_(question_ids)).order_by(cls.question_id, cls.id)
                .options(joinedload(cls.author).joinedload(Membership.account)))

    @property
    def is_by_guide(self) -> bool:
        return self.author_role in ("mentor", "staff")

    @property
    def answers(self) -> bool:
        """Whether it settles something: a mentor's does unless it asks back, anybody's that was accepted."""
        return self.accepted_at is not None or (self.is_by_guide and not self.asks_back)
