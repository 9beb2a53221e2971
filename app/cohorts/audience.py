"""Who may read what somebody filed: the cohort, a team, the mentors, or nobody else."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, String, and_, false, or_
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from app.cohorts.models import Membership
from app.web.clock import UtcDateTime

AUDIENCES = ("cohort", "team", "mentors", "me")


class HasAudience:
    """Something of one author with an audience. Until it is filed it is the author's alone.

    `audience_team_id` is the author's team when it was filed: who moves to another team later does not take readers along.
    """

    audience: Mapped[str] = mapped_column(String(8), default="cohort")
    filed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @declared_attr
    def cohort_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("cohorts.id"))

    @declared_attr
    def author_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("memberships.id"))

    @declared_attr
    def audience_team_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("teams.id"))

    @classmethod
    def readable_by(cls, member: Membership) -> ColumnElement[bool]:
        """In SQL: rows of the member's cohort that the member may read."""
        return and_(cls.cohort_id == member.cohort_id, or_(cls.author_id == member.id, and_(cls.filed_at.is_not(None), cls._shared_with(member))))

    @classmethod
    def _shared_with(cls, member: Membership) -> ColumnElement[bool]:
        if member.guides:
            return cls.audience != "me"
        same_team = and_(cls.audience == "team", cls.audience_team_id == member.team_id) if member.team_id is not None else false()
        return or_(cls.audience == "cohort", same_team)

    def is_by(self, member: Membership) -> bool:
        return self.author_id == member.id
