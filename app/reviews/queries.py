"""What the pages of this room show, each loaded in a known number of statements."""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import abort, url_for
from sqlalchemy import ColumnElement, Row, ScalarSelect, and_, func, select
from sqlalchemy.orm import aliased, contains_eager
from sqlalchemy.orm.attributes import set_committed_value

from app.accounts.models import Account
from app.cohorts.models import Membership, Team, Week
from app.comments.models import Comment
from app.extensions import db
from app.questions.models import MeToo, Question, Reply
from app.questions.sources import Source
from app.reviews.models import Entry, Review


@dataclass(frozen=True, slots=True)
class WeekMark:
    """A week of the cohort as it stands for one member.

    `state` is "filed", "late", "draft", "future" or "" for a week that has begun and has no review; `review_id` is their own
    review of it, the `current` week is the one that today lies in (the first before, the last after).
    """

    id: int
    number: int
    href: str
    state: str
    current: bool
    starts_on: date
    due_at: datetime
    review_id: int | None
    filed_at: datetime | None


def week_strip(member: Membership, now: datetime) -> list[WeekMark]:
    """The weeks of the member's cohort with their own reviews, first to last; one statement. `cohort` must be loaded."""
    rows = db.session.execute(
        select(Week.id, Week.number, Week.starts_on, Week.due_at, Review.id.label("review_id"), Review.filed_at)
        .outerjoin(Review, and_(Review.week_id == Week.id, Review.author_id == member.id))
        .where(Week.cohort_id == member.cohort_id).order_by(Week.number)
    ).all()
    today = now.astimezone(ZoneInfo(member.cohort.timezone)).date()
    current = max((row.number for row in rows if row.starts_on <= today), default=1)
    address = url_for("reviews.week", cohort=member.cohort.slug, number=0).removesuffix("0/")
    return [
        WeekMark(id=row.id, number=row.number, href=f"{address}{row.number}/", state=_state(row, today), current=row.number == current,
                 starts_on=row.starts_on, due_at=row.due_at, review_id=row.review_id, filed_at=row.filed_at)
        for row in rows
    ]


def _state(row: Row[*tuple[Any, ...]], today: date) -> str:
    if row.filed_at:
        return "late" if row.filed_at >= row.due_at else "filed"
    if row.review_id:
        return "draft"
    return "future" if row.starts_on > today else ""


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


def saved(author: Membership, week: Week) -> Review | None:
    """The author's own review of a week with its rows, to be shown in the form; four statements at most."""
    return db.session.scalar(Review.of(author, week).options(*Review.with_rows()))


@dataclass(frozen=True)
class TeamReviews:
    """A team and what of its campers may be read of a week; `name` is "" for campers without one."""

    name: str
    reviews: Sequence[ReviewLine]


def reviews_of_week(week: Week, member: Membership) -> list[TeamReviews]:
    """Filed reviews of a week by team, the member's own team first; one statement.

    Of each: id, title, filed_at, is_late, author_id, name, readable. Staff see that a review was filed also where its author keeps
    it to themselves: then `readable` is false and `title` is "".
    """
    listed = and_(Review.cohort_id == member.cohort_id, Review.filed_at.is_not(None)) if member.is_staff else Review.readable_by(member)
    rows = db.session.execute(
        select(Review.id, Review.title, Review.filed_at, Review.author_id, Account.name, Team.name.label("team"), Team.id.label("team_id"),
               _is_readable(member).label("readable"))
        .join(Review.author).join(Membership.account).outerjoin(Membership.team)
        .where(Review.week_id == week.id, Review.filed_at.is_not(None), listed).order_by(Account.name, Review.id)
    ).all()
    by_team: dict[tuple[bool, tuple[Any, ...]], list[Any]] = defaultdict(list)
    for row in rows:
        by_team[row.team_id is None or row.team_id != member.team_id, _natural(row.team or "")].append(
            ReviewLine(row.id, row.title if row.readable else "", row.filed_at, week.is_late(row.filed_at), row.author_id, row.name,
                       row.team or "", bool(row.readable)))
    return [TeamReviews(lines[0].team, lines) for _place, lines in sorted(by_team.items(), key=lambda each: each[0])]


@dataclass(frozen=True, slots=True)
class ReviewLine:
    id: int
    title: str
    filed_at: datetime
    is_late: bool
    author_id: int
    name: str
    team: str
    readable: bool


def _is_readable(member: Membership) -> ColumnElement[bool]:
    return Review.readable_by(member)


def filed_and_all(week: Week, cohort_id: int) -> tuple[int, int]:
    """How many of the cohort's living campers filed that week, and how many there are; one statement."""
    filed = and_(Review.author_id == Membership.id, Review.week_id == week.id, Review.filed_at.is_not(None))
    row = db.session.execute(
        select(func.count(Review.id), func.count(Membership.id)).select_from(Membership).outerjoin(Review, filed)
        .where(Membership.cohort_id == cohort_id, Membership.role == "camper", Membership.ended_at.is_(None))
    ).one()
    return row[0], row[1]


def _natural(name: str) -> tuple[Any, ...]:
    """Sorts '2조' before '10조', and campers without a team last."""
    return (name == "", *((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"(\d+)", name) if part))


def source(review_id: int, member: Membership) -> Source | None:
    """The filed review that a question's page leads back to, where the member may read it; one statement."""
    readable = Review.visible_to(member).where(Review.id == review_id, Review.filed_at.is_not(None))
    title = db.session.scalar(readable.with_only_columns(Review.title))
    return None if title is None else Source(title, url_for("reviews.show", review_id=review_id))
