"""The tags of a page of questions, in one statement."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from functools import cache

from sqlalchemy import Select, bindparam, select

from app.extensions import db
from app.questions.models import QuestionTag


def tags_of(question_ids: Collection[int]) -> dict[int, list[str]]:
    """The names in order by question; asking for one that has none gives an empty list."""
    tags: dict[int, list[str]] = defaultdict(list)
    if question_ids:
        for question_id, name in db.session.execute(_named(), {"question_ids": list(question_ids)}):
            tags[question_id].append(name)
    return tags


@cache
def _named() -> Select[int, str]:
    """Built once, because every list asks it."""
    within = QuestionTag.question_id.in_(bindparam("question_ids", expanding=True))
    return select(QuestionTag.question_id, QuestionTag.name).where(within).order_by(QuestionTag.name)
