"""A reply that is being written: its author's alone, until it is posted."""
from __future__ import annotations

from datetime import datetime
from typing import Self

from sqlalchemy import ForeignKey, Index, Select, delete, select
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models.refusals import SavedElsewhere
from app.questions.models.reply import Reply
from app.web.clock import UtcDateTime


class ReplyDraft(db.Model):
    """One for each question and member. `version` counts its savings, so that of two pages the later learns that it is later.

    A question that is deleted (taken out of its review before anybody replied) takes its drafts along: there is nothing left to reply to.
    """

    __tablename__ = "reply_drafts"
    __table_args__ = (Index("ix_reply_drafts_member", "cohort_id", "member_id", "saved_at"),)

    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"), primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    text: Mapped[str] = mapped_column(LongText)
    version: Mapped[int]
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    def of(cls, question_id: int, member: Membership) -> Select[Self]:
        return select(cls).where(cls.question_id == question_id, cls.member_id == member.id)

    @classmethod
    def begun_by(cls, member: Membership) -> Select[Self]:
        """What the member was writing, the latest first; emptied ones are left out."""
        return (select(cls).where(cls.cohort_id == member.cohort_id, cls.member_id == member.id, cls.text != "")
                .order_by(cls.saved_at.desc(), cls.question_id))

    @classmethod
    def keep(cls, question_id: int, member: Membership, text: str, version: int, now: datetime) -> ReplyDraft:
        """Save `text`, written on from `version` (0: from nothing). Raises SavedElsewhere where another page saved something else since.

        What is not there any more was posted or never was: then this is a new one.
        """
        draft = db.session.scalar(cls._locked(question_id, member))
        if draft is None:
            db.session.execute(select(Membership.id).where(Membership.id == member.id).with_for_update(key_share=True))  # of two pages one comes after
            draft = db.session.scalar(cls._locked(question_id, member))
        if draft is None:
            draft = cls(question_id=question_id, member_id=member.id, cohort_id=member.cohort_id, text=text, version=version + 1, saved_at=now)
            db.session.add(draft)
        elif text != draft.text:
            if version != draft.version:
                raise SavedElsewhere(draft.text, draft.version)
            draft.text, draft.version, draft.saved_at = text, version + 1, now
        return draft

    @classmethod
    def was_posted(cls, member: Membership, once: str) -> bool:
        """Whether the reply of the form with this token is there already: what its page still saves comes too late."""
        return bool(once) and db.session.scalar(select(Reply.id).where(Reply.author_id == member.id, Reply.once == once)) is not None

    @classmethod
    def forget(cls, question_id: int, member: Membership) -> None:
        """Posted, or thrown away."""
        db.session.execute(delete(cls).where(cls.question_id == question_id, cls.member_id == member.id))

    @classmethod
    def _locked(cls, question_id: int, member: Membership) -> Select[Self]:
        return cls.of(question_id, member).with_for_update().execution_options(populate_existing=True)
