"""What became of something that was decided or left open the week before: a tick, and a word on it."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.database import BigId

TICKS = ("did", "partly", "not")  # of an action or a topic
ANSWERS = ("answered", "asked", "left")  # of an open question
FOLLOWED = ("action", "study_topic")  # the sections that are asked about


class FollowUp(db.Model):
    """Of one row of an earlier review (`review_id`, `key`), as its author looked back on it in a later week (`week_id`).

    The row is named by its key, as in the document: one that is taken out and brought back, or unfiled and filed again, has its tick again,
    and an action that is taken on for another week keeps its key, so that what became of it can be told over the weeks. `outcome` is ""
    where only a word was typed so far; of an open question, that is an answer that nobody reads yet.
    """

    __tablename__ = "follow_ups"
    __table_args__ = (
        UniqueConstraint("week_id", "review_id", "key"),
        Index("ix_follow_ups_author", "cohort_id", "author_id", "key"),
        Index("ix_follow_ups_review_id", "review_id"),
        CheckConstraint(f"outcome in {('', *TICKS, *ANSWERS)}", "outcome"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    week_id: Mapped[int] = mapped_column(ForeignKey("weeks.id"))
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"))
    key: Mapped[str] = mapped_column(String(24))
    outcome: Mapped[str] = mapped_column(String(8), default="")
    word: Mapped[str] = mapped_column(LongText, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
