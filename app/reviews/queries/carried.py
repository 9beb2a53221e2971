"""What comes back from the week before, to be looked back on."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, Select, and_, false, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from app.cohorts.models import Membership, Week
from app.extensions import db
from app.questions.models import Question
from app.reviews.models import FOLLOWED, Entry, FollowUp, Review
from app.web.words import first_words


@dataclass(frozen=True, slots=True)
class CarriedItem:
    """An action, a topic or an open question of the earlier review, with what its author said of it this week.

    `kind` is "entry" or "question"; `is_asked` says whether the mentors know of the question already, `is_open` whether it waits for anything.
    """

    number: int
    kind: str
    id: int
    key: str
    section: str
    html: str
    note_html: str
    is_asked: bool
    is_open: bool
    without_name: bool
    outcome: str
    word: str

    @property
    def name(self) -> str:
        """What it is called in forms and addresses: 'entry-12'."""
        return f"{self.kind}-{self.id}"

    @property
    def label(self) -> str:
        """Its first words, for those who hear the page."""
        return first_words(self.html)

    @property
    def is_to_do(self) -> bool:
        """Whether it may be taken on for this week as well."""
        return self.kind == "entry" and self.outcome in ("partly", "not")


@dataclass(frozen=True)
class Carried:
    """`number` is the week that it comes from, 0 where no earlier week was filed or nothing of it is left to look back on."""

    number: int = 0
    review_id: int = 0
    items: Sequence[CarriedItem] = field(default_factory=list)

    def of(self, section: str) -> list[CarriedItem]:
        """'action', 'study_topic' or 'question', in their order."""
        return [item for item in self.items if item.section == section]

    def item(self, name: str) -> CarriedItem | None:
        return next((item for item in self.items if item.name == name), None)

    @property
    def left(self) -> int:
        """How many are neither ticked nor answered yet."""
        return sum(not item.outcome for item in self.items)


def carried(author: Membership, week_id: int, number: int) -> Carried:
    """From the author's nearest earlier filed review, for the week of that number; one statement, however long the history is."""
    earlier = Review.filed_before(author, number).order_by(Week.number.desc()).limit(1).with_only_columns(Review.id).scalar_subquery()
    entries = _with_follow_up(
        select(literal("entry").label("kind"), Entry.id.label("id"), Entry.key.label("key"), Entry.section.label("section"),
               Entry.position.label("position"), Entry.html.label("html"), Entry.note_html.label("note_html"), false().label("is_asked"),
               false().label("is_open"), false().label("without_name")).select_from(Entry), Entry, week_id
    ).where(Entry.review_id == earlier, Entry.section.in_(FOLLOWED))
    questions = _with_follow_up(
        select(literal("question"), Question.id, Question.key, literal("question"), Question.position, Question.headline_html, Question.body_html,
               Question.asked_at.is_not(None), Question.answered_at.is_(None), Question.without_name).select_from(Question), Question, week_id
    ).where(Question.review_id == earlier, ~_left_before(week_id), or_(Question.answered_at.is_(None), FollowUp.outcome != ""))
    both = union_all(entries, questions).subquery()
    rows = db.session.execute(select(both).order_by(both.c.section, both.c.position, both.c.id)).all()
    return Carried(rows[0].number, rows[0].review_id, [_item(row) for row in rows]) if rows else Carried()


def _with_follow_up(rows: Any, thing: type[Entry] | type[Question], week_id: int) -> Select[Any]:
    this_week = and_(FollowUp.week_id == week_id, FollowUp.review_id == thing.review_id, FollowUp.key == thing.key)
    return (rows.add_columns(Week.number.label("number"), thing.review_id.label("review_id"), FollowUp.outcome.label("outcome"), FollowUp.word.label("word"))
            .join(Review, Review.id == thing.review_id).join(Week, Week.id == Review.week_id).outerjoin(FollowUp, this_week))


def _left_before(week_id: int):
    left = aliased(FollowUp)
    return (select(left.id).where(left.review_id == Question.review_id, left.key == Question.key, left.outcome == "left", left.week_id != week_id)
            .correlate(Question).exists())


def _item(row: Row[Any]) -> CarriedItem:
    return CarriedItem(row.number, row.kind, row.id, row.key, row.section, row.html, row.note_html, bool(row.is_asked), bool(row.is_open),
                       bool(row.without_name), row.outcome or "", row.word or "")
