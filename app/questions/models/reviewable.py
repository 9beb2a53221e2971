"""Asked on its own, a question can stand in its asker's review of that week all the same."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import Mapped, mapped_column

from app.cohorts.models import Membership
from app.questions.models.refusals import NotYours
from app.questions.models.waiting import Waiting


class Reviewable(Waiting):
    """`joins_review` says it of what was asked on its own; what was written in a review is that review's anyway."""

    if TYPE_CHECKING:
        review_id: Mapped[int | None]
        week_id: Mapped[int]
        key: Mapped[str | None]

    joins_review: Mapped[bool] = mapped_column(default=False)

    @classmethod
    def joining(cls, author_id: Any, week_id: Any) -> ColumnElement[bool]:
        """In SQL: what that author asked on its own in that week, wants in the review of it and has not taken back."""
        there = or_(cls.closed_at.is_(None), cls.duplicate_of_id.is_not(None))
        return and_(cls.author_id == author_id, cls.week_id == week_id, cls.review_id.is_(None), cls.joins_review, cls.filed_at.is_not(None), there)

    def may_join_review_by(self, member: Membership) -> bool:
        """Campers alone have reviews; whose question was written in one has nothing to choose."""
        return self.is_by(member) and member.is_camper and self.review_id is None and not self.is_withdrawn

    def join_review(self, by: Membership) -> None:
        """It stands in the asker's review of its week from now on; said twice it is said once. Raises NotYours."""
        self._choose(by, joins=True)

    def leave_review(self, by: Membership) -> None:
        """It stands by itself again. Raises NotYours."""
        self._choose(by, joins=False)

    def _choose(self, by: Membership, *, joins: bool) -> None:
        if not self.may_join_review_by(by):
            raise NotYours
        self.joins_review = joins
        self.key = self.key or f"own-{self.id}"  # looked back on the week after, it is named by this, as rows of a review are
