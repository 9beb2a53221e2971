"""What was replied to a question, a page of it at a time: hardly any has more than one, and one that has stays as quick to read."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, literal, or_, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.questions.models import Reply

AT_ONCE = 50
LATEST = 20  # of a question that is shown beside something else


@dataclass(frozen=True)
class Replies:
    """A page of what was replied, with what was taken back. A reply is named by its place in the thread, from 1: unlike its number in the database
    that tells nothing of when it was written, and it stays."""

    shown: list[Reply] = field(default_factory=list[Reply])
    first: int = 1  # the place of the first that is shown
    total: int = 0
    last_id: int = 0  # of all of them
    chosen: int = 0  # the place of the one that was chosen, 0 where none was

    def at(self, place: int) -> Reply | None:
        """The reply at that place, where it is shown."""
        return self.shown[place - self.first] if self.first <= place < self.first + len(self.shown) else None

    @property
    def is_part(self) -> bool:
        return len(self.shown) < self.total

    @property
    def earlier(self) -> int:
        """The place at which the page before this one begins; 0 where this is the first."""
        return max(self.first - AT_ONCE, 1) if self.first > 1 else 0

    @property
    def later(self) -> int:
        following = self.first + len(self.shown)
        return following if following <= self.total else 0

    @property
    def chosen_elsewhere(self) -> int:
        """The place of the chosen one, where another page shows it; else 0."""
        return 0 if self.first <= self.chosen < self.first + len(self.shown) else self.chosen


def page_of(question_id: int, place: int = 1) -> Replies:
    """The page of the thread in which that place is; one statement, and another where there is no such place and the first page is given."""
    first = (place - 1) // AT_ONCE * AT_ONCE + 1
    rows = db.session.execute(_page(), {"question_id": question_id, "before": first - 1}).all()
    if rows:
        return Replies([row.Reply for row in rows], first, rows[0].total, rows[0].last_id, rows[0].chosen)
    return page_of(question_id) if first > 1 else Replies()


def place_of(question_id: int, reply_id: int) -> int:
    """Where that reply stands in the thread; one statement."""
    return db.session.scalar(select(func.count()).where(Reply.question_id == question_id, Reply.id <= reply_id)) or 1


def reply_at(question_id: int, place: int) -> Reply | None:
    """With who wrote it; one statement."""
    return db.session.scalar(_in_order().where(Reply.question_id == question_id).offset(place - 1).limit(1))


def latest_of(question_ids: Collection[int]) -> dict[int, list[Reply]]:
    """By question the latest LATEST that were not taken back, in order, and the chosen one; one statement."""
    found: dict[int, list[Reply]] = defaultdict(list)
    if not question_ids:
        return found
    number = func.row_number().over(partition_by=Reply.question_id, order_by=Reply.id.desc()).label("number")
    numbered = select(Reply.id, number).where(Reply.question_id.in_(question_ids), Reply.withdrawn_at.is_(None)).subquery()
    rows = _in_order().join(numbered, numbered.c.id == Reply.id).where(or_(numbered.c.number <= LATEST, Reply.accepted_at.is_not(None)))
    for reply in db.session.scalars(rows):
        found[reply.question_id].append(reply)
    return found


def _in_order() -> Select[Any]:
    return select(Reply).order_by(Reply.id).options(*Reply.with_people())


@cache
def _page() -> Select[Any]:
    """Built once: building it costs more than running it."""
    other, chosen = aliased(Reply), aliased(Reply)
    this = bindparam("question_id")
    accepted = select(chosen.id).where(chosen.question_id == this, chosen.accepted_at.is_not(None)).scalar_subquery()
    total = select(func.count()).where(other.question_id == this).scalar_subquery()
    last = select(func.max(other.id)).where(other.question_id == this).scalar_subquery()
    place = select(func.count()).where(other.question_id == this, other.id <= accepted).scalar_subquery()
    return (_in_order().add_columns(total.label("total"), last.label("last_id"), place.label("chosen"))
            .where(Reply.question_id == this).offset(bindparam("before")).limit(literal(AT_ONCE)))
