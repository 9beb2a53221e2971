"""Somebody who wants to know as well."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.web.clock import UtcDateTime


class MeToo(db.Model):
    __tablename__ = "me_toos"
    __table_args__ = (Index("ix_me_toos_member", "cohort_id", "member_id"),)

    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"), primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)
