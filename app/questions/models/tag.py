"""What a question is about, in a word."""
from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.web.clock import UtcDateTime

TAGS_AT_MOST = 5
A_TAG = 30  # characters
BETWEEN_TAGS = re.compile(r"[,，、\n]|#")
IS_WAITING = sql("waiting_since is not null")


class QuestionTag(db.Model):
    """`listed_at` and `waiting_since` are its question's (kept by questions.placed): the list and the queue are walked by tag in their order."""

    __tablename__ = "question_tags"
    __table_args__ = (
        Index("ix_question_tags_listed", "cohort_id", "name", "listed_at", "question_id"),
        Index("ix_question_tags_waiting", "cohort_id", "name", "waiting_since", "question_id", sqlite_where=IS_WAITING, postgresql_where=IS_WAITING),
    )

    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(A_TAG), primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    listed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    waiting_since: Mapped[datetime | None] = mapped_column(UtcDateTime)


def tag_names(names: Iterable[str]) -> list[str]:
    """Tags as they are kept: without '#', lower case, words joined by '-', each once, at most five."""
    tidy = ("-".join(name.lower().strip().lstrip("#").split())[:A_TAG] for name in names)
    return list(dict.fromkeys(name for name in tidy if name))[:TAGS_AT_MOST]


def tags_in(typed: str | None) -> list[str]:
    """'pytorch, cnn' and '#pytorch #cnn' are the same two."""
    return [name.strip() for name in BETWEEN_TAGS.split(typed or "") if name.strip()]
