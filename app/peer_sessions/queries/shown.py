"""What the room sees of one review: what its author chose, or else what went well, the actions and the open questions; all of it where it
has none of these."""
from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, select

from app.extensions import db
from app.peer_sessions.models import Highlight
from app.questions.models import Question
from app.reviews.models import Entry

USUALLY = ("went_well", "action")
ORDER = ("went_well", "action", "takeaway", "to_improve", "study_topic", "resource")


@dataclass
class Shown:
    """Of one review: its entries by section in the order of the page, and its questions."""

    entries: dict[str, list[Entry]] = field(default_factory=dict[str, list[Entry]])
    questions: list[Question] = field(default_factory=list[Question])
    chosen: bool = False  # by its author

    @property
    def density(self) -> str:
        """How close the wall has to set it, by how much it is: "", "dense" or "denser"."""
        entries = [entry for section in self.entries.values() for entry in section]
        lines = len(entries) + 3 * len(self.questions) + sum(len(text) // 30 for entry in entries for text in (entry.text, entry.note))
        lines += sum(len(question.text) // 30 for question in self.questions)
        return "" if lines < 14 else "dense" if lines < 26 else "denser"


def shown_of(review_id: int, since: datetime | None = None) -> Shown:
    """Two statements."""
    return shown_of_each([review_id], since)[review_id]


def shown_of_each(review_ids: Collection[int], since: datetime | None) -> dict[int, Shown]:
    """By the id of a review; two statements however many. What was answered `since` then (in the session, that is) stays with the open questions.
    Whose questions have no name is never told here: not even that there are some."""
    entries = db.session.execute(
        select(Entry, Highlight.id).outerjoin(Highlight, and_(Highlight.review_id == Entry.review_id, Highlight.key == Entry.key))
        .where(Entry.review_id.in_(review_ids)).order_by(Entry.position, Entry.id)).all()
    questions = db.session.execute(
        select(Question, Highlight.id).outerjoin(Highlight, and_(Highlight.review_id == Question.review_id, Highlight.key == Question.key))
        .where(Question.review_id.in_(review_ids), Question.without_name.is_(False), Question.filed_at.is_not(None), Question.closed_at.is_(None))
        .order_by(Question.position, Question.id)).all()
    return {review_id: _chosen([row for row in entries if row.Entry.review_id == review_id],
                               [row for row in questions if row.Question.review_id == review_id], since) for review_id in review_ids}


def _chosen(entries: Sequence[Row[*tuple[Any, ...]]], questions: Sequence[Row[*tuple[Any, ...]]], since: datetime | None) -> Shown:
    chosen = any(row.id is not None for row in (*entries, *questions))
    shown = Shown(chosen=chosen, questions=[row.Question for row in questions if (row.id is not None if chosen else _is_at_hand(row.Question, since))])
    usual = chosen or bool(shown.questions) or any(row.Entry.section in USUALLY for row in entries)
    for section in ORDER:
        of_it = [row.Entry for row in entries if row.Entry.section == section and (row.id is not None if chosen else section in USUALLY or not usual)]
        if of_it:
            shown.entries[section] = of_it
    return shown


def _is_at_hand(question: Question, since: datetime | None) -> bool:
    return question.is_open or (since is not None and question.answered_at is not None and question.answered_at >= since)
