"""Where a question was asked. This room does not know reviews: the room above says it, by registering who can tell."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app

from app.cohorts.models import Membership
from app.questions.models import Question


@dataclass(frozen=True)
class Source:
    title: str
    href: str


Finder = Callable[[int, Membership], Source | None]


def told_by(app: Flask, find: Finder) -> None:
    """`find(review_id, member)` gives the review as the member may see it, None where they may not; at most one statement."""
    app.extensions["question_sources"] = find


def source_of(question: Question, member: Membership) -> Source | None:
    """The review that the question came from, for readers who may know whose it is and may read it."""
    find: Finder | None = current_app.extensions.get("question_sources")
    if find is None or question.review_id is None or not question.shows_asker_to(member):
        return None
    return find(question.review_id, member)
