"""A person in a cohort: as what, in which team, and until when."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Self

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, String, UniqueConstraint, bindparam, select
from sqlalchemy.orm import Mapped, contains_eager, mapped_column, relationship

from app.accounts.models import Account
from app.cohorts.models.cohort import Cohort
from app.cohorts.models.refusals import LastStaff
from app.cohorts.models.team import Team
from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.database import BigId

GUIDES = ("mentor", "staff")


class Membership(db.Model):
    """A person in a cohort, with a role there. Roles belong here, not to the account."""

    __tablename__ = "memberships"
    __table_args__ = (
        UniqueConstraint("cohort_id", "account_id"),
        Index("ix_memberships_account_id", "account_id"),
        Index("ix_memberships_team", "cohort_id", "team_id"),
        CheckConstraint("role in ('camper', 'mentor', 'staff')", "role"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    role: Mapped[str] = mapped_column(String(8))
    unread_count: Mapped[int] = mapped_column(default=0)  # kept by notifications
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    account: Mapped[Account] = relationship(lazy="raise")
    cohort: Mapped[Cohort] = relationship(lazy="raise")
    team: Mapped[Team | None] = relationship(lazy="raise")

    @classmethod
    def living(cls) -> Select[Self]:
        return select(cls).where(cls.ended_at.is_(None))

    @classmethod
    def in_cohort(cls, slug: str, account_id: int) -> Membership | None:
        """The living membership of an account in the cohort of that address, with cohort, account and team; one statement."""
        return db.session.scalar(_living_in_cohort(), {"slug": slug, "account_id": account_id})

    @classmethod
    def of_account(cls, account_id: int) -> Select[Self]:
        """Somebody's own living memberships, the newest cohort first, with their cohorts."""
        return (
            cls.living().join(cls.cohort).where(cls.account_id == account_id).options(contains_eager(cls.cohort))
            .order_by(Cohort.archived_at.is_not(None), Cohort.starts_on.desc(), cls.id.desc())
        )

    @property
    def name(self) -> str:
        return self.account.name

    @property
    def is_camper(self) -> bool:
        return self.role == "camper"

    @property
    def is_mentor(self) -> bool:
        return self.role == "mentor"

    @property
    def is_staff(self) -> bool:
        return self.role == "staff"

    @property
    def guides(self) -> bool:
        """Mentors and staff: who answers for the cohort, and is in every audience but "only me"."""
        return self.role in GUIDES

    @property
    def is_living(self) -> bool:
        return self.ended_at is None

    @property
    def may_run_it(self) -> bool:
        """Whether staff's tools are for this member: of an archived cohort nothing is changed any more. `cohort` must be loaded."""
        return self.is_staff and not self.cohort.is_archived

    def end(self, now: datetime) -> None:
        """The person leaves the cohort; what they wrote stays. Rooms above react in `on_leaving`. Raises LastStaff."""
        self._keep_somebody_running_it()
        self.ended_at = now
        for react in on_leaving:
            react(self, now)

    def take_role(self, role: str, now: datetime) -> None:
        """Raises LastStaff. Somebody who no longer answers for the cohort gives back what only those hold."""
        if role == self.role:
            return
        if self.is_staff:
            self._keep_somebody_running_it()
        self.role = role
        if role != "camper":
            self.team_id = None
        for react in on_leaving:
            react(self, now)

    def take_team(self, team_id: int | None) -> None:
        """Only campers are in a team."""
        self.team_id = team_id if self.is_camper else None

    def come_back(self, role: str, team_id: int | None, now: datetime) -> None:
        self.role, self.team_id, self.joined_at, self.ended_at = role, team_id if role == "camper" else None, now, None

    def _keep_somebody_running_it(self) -> None:
        others = Membership.living().where(Membership.cohort_id == self.cohort_id, Membership.role == "staff", Membership.id != self.id)
        if self.is_staff and db.session.scalar(others.limit(1)) is None:
            raise LastStaff


# Rooms above register here what must happen when somebody leaves or changes role: called with (membership, now).
on_leaving: list[Callable[[Membership, datetime], None]] = []


@cache
def _living_in_cohort() -> Select[Membership]:
    """Built once, because it runs with every request inside a cohort."""
    return (
        Membership.living().join(Membership.cohort).join(Membership.account).outerjoin(Membership.team)
        .where(Cohort.slug == bindparam("slug"), Membership.account_id == bindparam("account_id"))
        .options(contains_eager(Membership.cohort), contains_eager(Membership.account), contains_eager(Membership.team))
    )
