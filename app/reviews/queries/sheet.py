"""One review with all that stands on it."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from flask import abort
from sqlalchemy import ScalarSelect, and_, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from app.cohorts.models import Membership, Week
from app.comments.models import Comment, Reaction
from app.comments.queries import Words, words_by_subject
from app.extensions import db
from app.questions.models import MeToo, Question, Reply
from app.questions.queries.replies import latest_of
from app.reviews.models import Entry, Review
from app.reviews.queries.looked_back import Became, LookedBack, by_entry, history_of, looked_back_in, told_of
from app.web.gathered import gathered

MANY_ROWS = 20  # from here on the sheet begins with its contents


class Neighbour(NamedTuple):
    """The same author's review before or after."""

    id: int
    week: int  # its number


@dataclass
class Sheet:
    """A review as `reader` may read it: the page loads it, and shows nothing that is not in here."""

    review: Review
    reader: Membership
    earlier: Neighbour | None
    later: Neighbour | None
    entries: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    questions: list[Question] = field(default_factory=list)
    apart: list[Question] = field(default_factory=list)  # asked on their own that week; remarks on them are replies to them
    me_too: set[int] = field(default_factory=set)
    replies: dict[int, list[Reply]] = field(default_factory=lambda: defaultdict(list))
    comments: dict[str, list[Comment]] = field(default_factory=lambda: defaultdict(list))  # by `Comment.subject`
    words: dict[str, Words] = field(default_factory=lambda: defaultdict(Words))  # by what they are said to: also 'comment-5'
    looked_back: list[LookedBack] = field(default_factory=list)
    history: dict[int, list[Became]] = field(default_factory=dict)  # of decisions, by the id of their entry

    @property
    def resource_names(self) -> list[tuple[str, int]]:
        """What the index calls the resources that are published: by kind and id."""
        return [("resource", entry.id) for entry in self.entries["resource"]] if self.review.is_filed else []

    def takes_comments_on(self, subject: str) -> bool:
        """Whether `subject` ('', 'entry-12', 'question-34') is something here that a remark can stand on; a draft takes none."""
        return self.is_open and (subject == "" or subject in self._subjects)

    def takes_words_on(self, subject: str) -> bool:
        """Whether the reader may say one of the four words to `subject`: the review (''), 'entry-12', 'comment-5'; never to their own."""
        if not self.is_open:
            return False
        kind, _dash, number = subject.partition("-")
        if kind == "comment":
            return any(str(comment.id) == number and comment.author_id != self.reader.id for comment in self._all_comments())
        return not self.review.is_by(self.reader) and (subject == "" or (kind == "entry" and subject in self._subjects))

    @cached_property
    def is_open(self) -> bool:
        """Whether anything can be said on it at all."""
        return self.review.is_filed and not self.reader.cohort.is_archived

    @property
    def is_long(self) -> bool:
        return len(self._subjects) > MANY_ROWS

    def own_comment(self, comment_id: int | None) -> Comment | None:
        """The remark of that number where it is shown here and the reader may edit it."""
        own = (comment for comment in self._all_comments() if comment.id == comment_id and comment.may_be_edited_by(self.reader))
        return next(own, None) if self.is_open else None

    def pairs(self) -> list[tuple[str, str]]:
        """What went well and what is to be improved, as (subject, label) of the margin that they share."""
        signs = (("＋", self.entries["went_well"]), ("－", self.entries["to_improve"]))
        return [(f"entry-{entry.id}", f"{sign} {entry.label}") for sign, entries in signs for entry in entries]

    def _all_comments(self) -> Iterator[Comment]:
        return chain.from_iterable(self.comments.values())

    @cached_property
    def _subjects(self) -> set[str]:
        entries = {f"entry-{entry.id}" for section in self.entries.values() for entry in section}
        return entries | {f"question-{question.id}" for question in self.questions}


def sheet(review_id: int, reader: Membership) -> Sheet:
    """The review with all that stands on it, or 404; five statements whatever it holds."""
    shown = _review_with_neighbours(review_id, reader)
    for entry in db.session.scalars(Entry.of_review(review_id)):
        shown.entries[entry.section].append(entry)
    _load_questions(shown)
    shown_here = {question.id for question in (*shown.questions, *shown.apart)}
    shown.replies = latest_of(shown_here)
    for comment in db.session.scalars(Comment.standing_on(review_id)).unique():
        if comment.question_id is None or comment.question_id in shown_here:
            shown.comments[comment.subject].append(comment)
    return shown


def _review_with_neighbours(review_id: int, reader: Membership) -> Sheet:
    row = db.session.execute(
        Review.visible_to(reader).where(Review.id == review_id)
        .add_columns(_others_of_its_author(reader).label("others"), Reaction.gathered_on(review_id).label("reactions"),
                     looked_back_in(reader).label("looked_back"), history_of(reader, review_id).label("history"))
        .join(Review.week).join(Review.author).join(Membership.account).outerjoin(Membership.team)
        .options(contains_eager(Review.week), contains_eager(Review.author).contains_eager(Membership.account),
                 contains_eager(Review.author).contains_eager(Membership.team))
    ).one_or_none()
    if row is None:
        abort(404)
    number, others = row.Review.week.number, [Neighbour(*other) for other in row.others or ()]
    earlier = max((other for other in others if other.week < number), key=attrgetter("week"), default=None)
    later = min((other for other in others if other.week > number), key=attrgetter("week"), default=None)
    return Sheet(row.Review, reader, earlier, later, words=words_by_subject(row.reactions),
                 looked_back=told_of(row.looked_back), history=by_entry(row.history))


def _others_of_its_author(reader: Membership) -> ScalarSelect[Any]:
    """The same author's filed reviews that the reader may read too, each with the number of its week."""
    other, its_week = aliased(Review), aliased(Week)
    return (
        select(gathered(other.id, its_week.number)).select_from(other).join(its_week, its_week.id == other.week_id)
        .where(other.author_id == Review.author_id, other.readable_by(reader), other.filed_at.is_not(None)).correlate(Review).scalar_subquery()
    )


def _load_questions(shown: Sheet) -> None:
    said = and_(MeToo.question_id == Question.id, MeToo.member_id == shown.reader.id)
    apart = and_(Question.cohort_id == shown.review.cohort_id, Question.joining(shown.review.author_id, shown.review.week_id))
    rows = db.session.execute(
        select(Question, MeToo.member_id).outerjoin(MeToo, said).where(or_(Question.review_id == shown.review.id, apart))
        .order_by(Question.position, Question.asked_at, Question.id).options(joinedload(Question.tags))
    ).unique().all()
    set_committed_value(shown.review, "questions", sorted((question for question, _said in rows if question.review_id), key=attrgetter("position", "id")))
    shown.questions = shown.review.questions_shown_to(shown.reader)
    shown.apart = [question for question, _said in rows if not question.review_id and question.shows_asker_to(shown.reader)]
    shown.me_too = {question.id for question, member_id in rows if member_id is not None}
