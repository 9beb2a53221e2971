"""What somebody wrote in a cohort, loaded for taking along: one review, or all of them page by page in the order of the weeks."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from app.cohorts.models import Cohort, Membership, Week
from app.extensions import db
from app.questions.models import Question, Reply
from app.reviews.exporting.text import Occasion
from app.reviews.models import Review

A_PAGE = 20  # reviews


@dataclass(frozen=True)
class Kept:
    """A review to be exported, its week and document loaded; with `replies` (by question) its rows as well."""

    review: Review
    cohort: Cohort
    replies: Mapping[int, Sequence[Reply]] = field(default_factory=dict)
    apart: Sequence[Question] = ()  # asked on their own that week, and standing in the review

    @property
    def state(self) -> str:
        """'draft', 'filed', or 'changed': filed, and written on since."""
        if not self.review.is_filed:
            return "draft"
        return "changed" if self.review.draft else "filed"

    @property
    def occasion(self) -> Occasion:
        week, filed_at = self.review.week, self.review.filed_at
        return Occasion(self.cohort.name, week.number, week.starts_on, week.ends_on,
                        filed_at.astimezone(ZoneInfo(self.cohort.timezone)) if filed_at else None)


def own(author: Membership) -> Select[Review]:
    """The author's own reviews with their weeks and drafts; nobody else's."""
    return (Review.visible_to(author).where(Review.author_id == author.id).join(Review.week)
            .options(contains_eager(Review.week), Review.with_draft()))


def with_replies(reviews: Sequence[Review], author: Membership) -> list[Kept]:
    """Reviews whose rows are loaded, with what stands in them and was asked on its own, and what was replied to all that; two statements."""
    apart: dict[int, list[Question]] = defaultdict(list)
    joining = Question.joining(author.id, Question.week_id)
    for question in db.session.scalars(select(Question).where(Question.cohort_id == author.cohort_id, joining,
                                                              Question.week_id.in_([review.week_id for review in reviews]))
                                       .order_by(Question.asked_at, Question.id)):
        apart[question.week_id].append(question)
    ids = [question.id for review in reviews for question in (*review.questions, *apart[review.week_id])]
    replies: dict[int, list[Reply]] = defaultdict(list)
    for reply in db.session.scalars(Reply.to(ids)) if ids else ():
        replies[reply.question_id].append(reply)
    return [Kept(review, author.cohort, replies, apart[review.week_id]) for review in reviews]


def pages(author: Membership) -> Iterator[list[Kept]]:
    """All reviews of the author, the earliest week first; each page takes six statements, whatever it holds."""
    after = 0
    while reviews := db.session.scalars(
            own(author).where(Week.number > after).options(*Review.with_rows()).order_by(Week.number).limit(A_PAGE)).all():
        yield with_replies(reviews, author)
        if len(reviews) < A_PAGE:
            return
        after = reviews[-1].week.number
