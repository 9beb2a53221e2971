"""What somebody wrote in a cohort, loaded for taking along: one review, or all of them page by page in the order of the weeks."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from sqlalchemy import Select
from sqlalchemy.orm import contains_eager

from app.cohorts.models import Cohort, Membership, Week
from app.extensions import db
from app.questions.models import Reply
from app.reviews.exporting.text import Occasion
from app.reviews.models import Review

A_PAGE = 20  # reviews


@dataclass(frozen=True)
class Kept:
    """A review to be exported, its week and document loaded; with `replies` (by question) its rows as well."""

    review: Review
    cohort: Cohort
    replies: Mapping[int, Sequence[Reply]] = field(default_factory=dict)

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
    """Reviews whose rows are loaded, with what was replied to their questions; one statement."""
    ids = [question.id for review in reviews for question in review.questions]
    replies: dict[int, list[Reply]] = defaultdict(list)
    for reply in db.session.scalars(Reply.to(ids)) if ids else ():
        replies[reply.question_id].append(reply)
    return [Kept(review, author.cohort, replies) for review in reviews]


def pages(author: Membership) -> Iterator[list[Kept]]:
    """All reviews of the author, the earliest week first; each page takes five statements, whatever it holds."""
    after = 0
    while reviews := db.session.scalars(
            own(author).where(Week.number > after).options(*Review.with_rows()).order_by(Week.number).limit(A_PAGE)).all():
        yield with_replies(reviews, author)
        if len(reviews) < A_PAGE:
            return
        after = reviews[-1].week.number
