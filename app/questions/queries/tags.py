"""The tags of a page of questions, in one statement."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select

from app.extensions import db
from app.questions.models import QuestionTag


def tags_of(question_ids: Collection[int]) -> dict[int, list[str]]:
    """The names in order by question; asking for one that has none gives an empty list."""
    tags: dict[int, list[str]] = defaultdict(list)
    if question_ids:
        named = select(QuestionTag.question_id, QuestionTag.name).where(QuestionTag.question_id.in_(question_ids)).order_by(QuestionTag.name)
        for question_id, name in db.session.execute(named):
            tags[question_id].append(name)
    return tags
