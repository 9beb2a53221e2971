"""One review with all that stands on it."""
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from flask import abort
from sqlalchemy import ScalarSelect, and_, select
from sqlalchemy.orm import aliased, contains_eager
from sqlalchemy.orm.attributes import set_committed_value

from app.cohorts.models import Membership, Week
from app.comments.models import Comment
from app.extensions import db
from app.questions.models import MeToo, Question, Reply
from app.reviews.models import Entry, Review


@dataclass
class Sheet:
    """A review as `reader` may read it: the page loads it, and shows nothing that is not in here."""

    review: Review
    reader: Membership
    earlier_id: int | None
    later_id: int | None
    entries: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    questions: list[Question] = field(default_factory=list)
    me_too: set[int] = field(default_factory=set)
    replies: dict[int, list[Reply]] = field(default_factory=lambda: defaultdict(list))
    comments: dict[str, list[Comment]] = field(default_factory=lambda: defaultdict(list))  # by `Comment.subject`

    def takes_comments_on(self, subject: str) -> bool:
        """Whether `subject` ('', 'entry-12', 'question-34') is something here that a remark can stand on; a draft takes none."""
        return self.review.is_filed and not self.reader.cohort.is_archived and (subject == "" or subject in self._subjects)

    def pairs(self) -> list[tuple[str, str]]:
        """What went well and what is to be improved, as (subject, label) of the margin that they share."""
        signs = (("＋", self.entries["went_well"]), ("－", self.entries["to_improve"]))
        return [(f"entry-{entry.id}", f"{sign} {entry.label}") for sign, entries in signs for entry in entries]

    @property
    def _subjects(self) -> set[str]:
        entries = {f"entry-{entry.id}" for section in self.entries.values() for entry in section}
        return entries | {f"question-{question.id}" for question in self.questions}


def sheet(review_id: int, reader: Membership) -> Sheet:
    """The review with all that stands on it, or 404; five statements whatever it holds."""
    shown = _review_with_neighbours(review_id, reader)
    for entry in db.session.scalars(Entry.of_review(review_id)):
        shown.entries[entry.section].append(entry)
    _load_questions(shown)
    shown_here = {question.id for question in shown.questions}
    for reply in db.session.scalars(Reply.to(shown_here)):
        shown.replies[reply.question_id].append(reply)
    for comment in db.session.scalars(Comment.standing_on(review_id)):
        if comment.question_id is None or comment.question_id in shown_here:
            shown.comments[comment.subject].append(comment)
    return shown


def _review_with_neighbours(review_id: int, reader: Membership) -> Sheet:
    earlier = _neighbour(reader, lambda other, this: other.number < this.number, newest_first=True)
    later = _neighbour(reader, lambda other, this: other.number > this.number, newest_first=False)
    row = db.session.execute(
        Review.visible_to(reader).where(Review.id == review_id).add_columns(earlier.label("earlier_id"), later.label("later_id"))
        .join(Review.week).join(Review.author).join(Membership.account).outerjoin(Membership.team)
        .options(contains_eager(Review.week), contains_eager(Review.author).contains_eager(Membership.account),
                 contains_eager(Review.author).contains_eager(Membership.team))
    ).one_or_none()
    if row is None:
        abort(404)
    return Sheet(row.Review, reader, row.earlier_id, row.later_id)


def _neighbour(reader: Membership, beside: Any, newest_first: bool) -> ScalarSelect[int]:
    """The same author's nearest filed review that the reader may read too."""
    other, its_week = aliased(Review), aliased(Week)
    return (
        select(other.id).join(its_week, its_week.id == other.week_id)
        .where(other.author_id == Review.author_id, other.readable_by(reader), other.filed_at.is_not(None), beside(its_week, Week))
        .order_by(its_week.number.desc() if newest_first else its_week.number).limit(1).correlate(Review, Week).scalar_subquery()
    )


def _load_questions(shown: Sheet) -> None:
    said = and_(MeToo.question_id == Question.id, MeToo.member_id == shown.reader.id)
    rows = db.session.execute(
        select(Question, MeToo.member_id).outerjoin(MeToo, said).where(Question.review_id == shown.review.id)
        .order_by(Question.position, Question.id)
    ).all()
    set_committed_value(shown.review, "questions", [question for question, _said in rows])
    shown.questions = shown.review.questions_shown_to(shown.reader)
    shown.me_too = {question.id for question, member_id in rows if member_id is not None}
