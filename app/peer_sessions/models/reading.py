"""Of a session in everybody's own time: who has gone through whose week."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.database import BigId


class Reading(db.Model):
    __tablename__ = "session_readings"
    __table_args__ = (UniqueConstraint("turn_id", "reader_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    turn_id: Mapped[int] = mapped_column(ForeignKey("session_turns.id"))
    reader_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    read_at: Mapped[datetime] = mapped_column(UtcDateTime)
