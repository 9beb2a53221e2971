"""What the room sees of one review: what its author chose, or else what went well, the actions and the open questions."""
from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import and_, select

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


def shown_of(review_id: int) -> Shown:
    """Two statements. Whose questions have no name is never told here: not even that there are some."""
    entries = db.session.execute(
        select(Entry, Highlight.id).outerjoin(Highlight, and_(Highlight.review_id == Entry.review_id, Highlight.key == Entry.key))
        .where(Entry.review_id == review_id).order_by(Entry.position, Entry.id)).all()
    questions = db.session.execute(
        select(Question, Highlight.id).outerjoin(Highlight, and_(Highlight.review_id == Question.review_id, Highlight.key == Question.key))
        .where(Question.review_id == review_id, Question.without_name.is_(False), Question.filed_at.is_not(None), Question.closed_at.is_(None))
        .order_by(Question.position, Question.id)).all()
    chosen = any(row.id is not None for row in (*entries, *questions))
    shown = Shown(chosen=chosen, questions=[row.Question for row in questions if (row.id is not None if chosen else row.Question.is_open)])
    for section in ORDER:
        of_it = [row.Entry for row in entries if row.Entry.section == section and (row.id is not None if chosen else section in USUALLY)]
        if of_it:
            shown.entries[section] = of_it
    return shown
