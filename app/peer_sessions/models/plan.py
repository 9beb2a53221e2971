"""When the teams of a cohort meet, as staff planned it."""
from __future__ import annotations

from datetime import time

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.web.database import BigId


class Plan(db.Model):
    """Every week at that weekday (0 is Monday) and time of the cohort's zone, for so many minutes; with `week_after` in the week after the reviews'."""

    __tablename__ = "session_plans"
    __table_args__ = (CheckConstraint("weekday between 0 and 6", "weekday"), CheckConstraint("minutes between 5 and 480", "minutes"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), unique=True)
    weekday: Mapped[int]
    at: Mapped[time]
    minutes: Mapped[int]
    week_after: Mapped[bool] = mapped_column(default=False)
