"""What comes back from the week before, to be looked back on; and what was asked this week outside of the review and joins it."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, Select, String, and_, cast, false, literal, null, or_, select, union_all
from sqlalchemy.orm import aliased

from app.cohorts.models import Membership, Week
from app.extensions import db
from app.questions.models import Question
from app.reviews.models import FOLLOWED, Entry, FollowUp, Review
from app.web.words import first_words

AFTER_THE_REVIEWS = 1_000_000  # position of what was asked on its own: under what stood in the review


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
    apart: Sequence[CarriedItem] = field(default_factory=list)  # nothing of an earlier week: asked on its own in this one, to stand in its review

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
    """From the author's nearest earlier filed review, for the week of that number; one statement, however long the history is.

    An open question that was asked on its own in the week of that review comes back as those of the review do.
    """
    earlier = Review.filed_before(author, number).order_by(Week.number.desc()).limit(1).with_only_columns(Review.id).scalar_subquery()
    entries = _with_follow_up(
        select(literal("entry").label("kind"), Entry.id.label("id"), Entry.key.label("key"), Entry.section.label("section"),
               Entry.position.label("position"), Entry.html.label("html"), Entry.note_html.label("note_html"), false().label("is_asked"),
               false().label("is_open"), false().label("without_name")).select_from(Entry), Entry, week_id
    ).where(Entry.review_id == earlier, Entry.section.in_(FOLLOWED))
    still_open = and_(~_left_before(week_id), or_(Question.is_open, FollowUp.outcome != ""))
    questions = _with_follow_up(_questions("question", Question.position), Question, week_id).where(Question.review_id == earlier, still_open)
    its_week = and_(Question.cohort_id == author.cohort_id, Question.joining(Review.author_id, Review.week_id))
    joined = _with_follow_up(_questions("question", literal(AFTER_THE_REVIEWS)), Question, week_id, its_week).where(Review.id == earlier, still_open)
    apart = (_questions("apart", literal(0)).add_columns(literal(number), literal(0), cast(null(), String), cast(null(), String))
             .where(Question.cohort_id == author.cohort_id, Question.joining(author.id, week_id)))
    all_of_it = union_all(entries, questions, joined, apart).subquery()
    rows = db.session.execute(select(all_of_it).order_by(all_of_it.c.section, all_of_it.c.position, all_of_it.c.id)).all()
    back = [row for row in rows if row.section != "apart"]
    beside = [_item(row) for row in rows if row.section == "apart"]
    return Carried(back[0].number, back[0].review_id, [_item(row) for row in back], beside) if back else Carried(apart=beside)


def _questions(section: str, position: Any) -> Select[*tuple[Any, ...]]:
    return select(literal("question"), Question.id, Question.key, literal(section), position, Question.headline_html, Question.body_html,
                  Question.asked_at.is_not(None), Question.is_open, Question.without_name).select_from(Question)


def _with_follow_up(rows: Any, thing: type[Entry] | type[Question], week_id: int, its_review: Any = None) -> Select[Any]:
    this_week = and_(FollowUp.week_id == week_id, FollowUp.review_id == Review.id, FollowUp.key == thing.key)
    return (rows.add_columns(Week.number.label("number"), Review.id.label("review_id"), FollowUp.outcome.label("outcome"), FollowUp.word.label("word"))
            .join(Review, Review.id == thing.review_id if its_review is None else its_review)
            .join(Week, Week.id == Review.week_id).outerjoin(FollowUp, this_week))


def _left_before(week_id: int):
    left = aliased(FollowUp)
    return (select(left.id).where(left.review_id == Review.id, left.key == Question.key, left.outcome == "left", left.week_id != week_id)
            .correlate(Question, Review).exists())


def _item(row: Row[Any]) -> CarriedItem:
    return CarriedItem(row.number, row.kind, row.id, row.key, row.section, row.html, row.note_html, bool(row.is_asked), bool(row.is_open),
                       bool(row.without_name), row.outcome or "", row.word or "")
