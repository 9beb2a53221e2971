"""An answer or a counter-question."""
from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, Select, String, UniqueConstraint, and_, delete, or_, select
from sqlalchemy import Text as LongText
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship
from sqlalchemy.sql.base import ExecutableOption

from app.cohorts.models import GUIDES, Membership
from app.extensions import db
from app.questions.models.event import QuestionEvent
from app.questions.models.refusals import NotYours
from app.questions.models.version import ReplyVersion
from app.questions.models.withdrawable import Withdrawable
from app.uploads import add_uses
from app.web import markdown
from app.web.clock import UtcDateTime
from app.web.database import BigId

if TYPE_CHECKING:
    from app.questions.models.question import Question

IS_ACCEPTED = sql("accepted_at is not null")


class Reply(Withdrawable, db.Model):
    """An answer or a counter-question, with the role that its author had when writing it."""

    __tablename__ = "replies"
    __table_args__ = (
        Index("ix_replies_question", "question_id", "id"),
        Index("ix_replies_author", "cohort_id", "author_id", "written_at"),
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
    endorsed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    endorsed_by_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))  # said in a peer session, and written down there by them
    once: Mapped[str | None] = mapped_column(String(40))

    question: Mapped[Question] = relationship(back_populates="replies", lazy="raise")
    author: Mapped[Membership] = relationship(foreign_keys=author_id, lazy="raise")
    endorsed_by: Mapped[Membership | None] = relationship(foreign_keys=endorsed_by_id, lazy="raise")
    noted_by: Mapped[Membership | None] = relationship(foreign_keys=noted_by_id, lazy="raise")

    @classmethod
    def to(cls, question_ids: Collection[int]) -> Select[Self]:
        """What was replied to these questions and not taken back, in order, with who wrote it; one statement. Their readers may read it."""
        return (select(cls).where(cls.question_id.in_(question_ids), cls.withdrawn_at.is_(None)).order_by(cls.question_id, cls.id)
                .options(*cls.with_people()))

    @classmethod
    def with_people(cls) -> tuple[ExecutableOption, ExecutableOption]:
        """Loads who wrote it and, of what was said in a room, who wrote it down there; in the same statement."""
        return joinedload(cls.author).joinedload(Membership.account), joinedload(cls.noted_by).joinedload(Membership.account)

    @classmethod
    def forget_withdrawn(cls, question_ids: Collection[int]) -> None:
        """With questions that go themselves: nobody else's words are left there, but perhaps traces of some."""
        db.session.execute(delete(cls).where(cls.question_id.in_(question_ids), cls.withdrawn_at.is_not(None)).execution_options(synchronize_session=False))

    @property
    def is_by_guide(self) -> bool:
        return self.author_role in GUIDES

    @classmethod
    def settles(cls, asker_id: Any) -> ColumnElement[bool]:
        """In SQL, of what was not taken back, what `Question.is_settled_by` says of one: a mentor's settles unless it asks back or is the asker's own,
        anybody's that was chosen."""
        by_guide = and_(cls.author_role.in_(GUIDES), cls.asks_back.is_(False), cls.author_id != asker_id)
        return and_(cls.withdrawn_at.is_(None), or_(cls.accepted_at.is_not(None), by_guide))

    @property
    def answers(self) -> bool:
        """Whether it settles something: a mentor's does unless it asks back, anybody's that was accepted."""
        return self.accepted_at is not None or (self.is_by_guide and not self.asks_back and not self.is_withdrawn)

    def may_be_edited_by(self, member: Membership) -> bool:
        return self.author_id == member.id and not self.is_withdrawn

    def edit(self, by: Membership, text: str, now: datetime) -> None:
        """Its author says it otherwise; the earlier words are kept, and the same ones change nothing. The question must be locked. Raises NotYours."""
        if not self.may_be_edited_by(by):
            raise NotYours
        if text == self.text:
            return
        db.session.add(ReplyVersion(cohort_id=self.cohort_id, reply_id=self.id, text=self.text, written_at=self.edited_at or self.written_at))
        db.session.add(QuestionEvent(cohort_id=self.cohort_id, question_id=self.question_id, member_id=by.id, event="edited", word="", at=now,
                                     reply_id=self.id))
        self.text, self.html, self.renderer, self.edited_at = text, markdown.render(text), markdown.RENDERER, now
        db.session.flush()
        add_uses("reply", self.id, [text], by)
