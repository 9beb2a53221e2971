"""What a question is about, in a word."""
from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db

TAGS_AT_MOST = 5
A_TAG = 30  # characters
BETWEEN_TAGS = re.compile(r"[,，、\n]|#")


class QuestionTag(db.Model):
    __tablename__ = "question_tags"
    __table_args__ = (Index("ix_question_tags_name", "cohort_id", "name", "question_id"),)

    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(A_TAG), primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))


def tag_names(names: Iterable[str]) -> list[str]:
    """Tags as they are kept: without '#', lower case, words joined by '-', each once, at most five."""
    tidy = ("-".join(name.lower().strip().lstrip("#").split())[:A_TAG] for name in names)
    return list(dict.fromkeys(name for name in tidy if name))[:TAGS_AT_MOST]


def tags_in(typed: str | None) -> list[str]:
    """'pytorch, cnn' and '#pytorch #cnn' are the same two."""
    return [name.strip() for name in BETWEEN_TAGS.split(typed or "") if name.strip()]
