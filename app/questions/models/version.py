"""What a question or a reply said before it was edited."""
from __future__ import annotations

from datetime import datetime
from typing import Self

from sqlalchemy import ForeignKey, Index, Select, delete, select
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.database import BigId


class QuestionVersion(db.Model):
    """`written_at` is when these words were written, not when others took their place. What is withdrawn keeps its words here, for its asker."""

    __tablename__ = "question_versions"
    __table_args__ = (Index("ix_question_versions_question", "question_id", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"))
    text: Mapped[str] = mapped_column(LongText)
    own_answer: Mapped[str] = mapped_column(LongText, default="")
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    def of(cls, question_id: int) -> Select[Self]:
        """The latest first. Who may read the question may read them, unless it is withdrawn: then they are its asker's alone."""
        return select(cls).where(cls.question_id == question_id).order_by(cls.id.desc())

    @classmethod
    def forget(cls, question_ids: set[int]) -> None:
        """With questions that go themselves."""
        db.session.execute(delete(cls).where(cls.question_id.in_(question_ids)).execution_options(synchronize_session=False))


class ReplyVersion(db.Model):
    """As QuestionVersion, of a reply."""

    __tablename__ = "reply_versions"
    __table_args__ = (Index("ix_reply_versions_reply", "reply_id", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    reply_id: Mapped[int] = mapped_column(ForeignKey("replies.id"))
    text: Mapped[str] = mapped_column(LongText)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    def of(cls, reply_id: int) -> Select[Self]:
        """The latest first. Who may read the reply may read them."""
        return select(cls).where(cls.reply_id == reply_id).order_by(cls.id.desc())
