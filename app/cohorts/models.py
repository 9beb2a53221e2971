"""A run of the bootcamp: its calendar, its teams, its people and how they come in."""
from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, contains_eager, mapped_column, relationship

from app.accounts.models import Account
from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.database import BigId
from app.web.errors import Refusal

ROLES = ("camper", "mentor", "staff")
# No 0/O, 1/I/L, 2/Z, 5/S, 8/B: a code is read aloud and typed from a slide.
CODE_LETTERS = "34679ACDEFGHJKMNPQRTUVWXY"
CODE_LENGTH = 8
INVITATION_LASTS = timedelta(days=14)
LONGEST = 104  # weeks; two years


class NotOpen(Refusal):
    """A join code or an invitation that was ended, ran out, or never was."""

    status = 404

    def sentence(self) -> str:
        return _("This code does not open anything (any more). Ask the person you have it from for a new one.")


class LastStaff(Refusal):
    """A cohort must keep somebody who runs it."""

    def sentence(self) -> str:
        return _("A cohort needs at least one person who runs it. Give the role to somebody else first.")


class Archived(Refusal):
    status = 403

    def sentence(self) -> str:
        return _("This cohort is archived: everything can be read, nothing can be changed.")


class Cohort(db.Model):
    __tablename__ = "cohorts"
    __table_args__ = (
        CheckConstraint(f"week_count between 1 and {LONGEST}", "week_count"),
        CheckConstraint("due_weekday between 0 and 6", "due_weekday"),
        CheckConstraint("promise_hours between 1 and 720", "promise_hours"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    timezone: Mapped[str] = mapped_column(String(64))
    starts_on: Mapped[date]
    week_count: Mapped[int]
    due_weekday: Mapped[int]  # 0 is Monday, as in datetime.weekday()
    due_time: Mapped[time]
    promise_hours: Mapped[int] = mapped_column(default=24)
    waiting_count: Mapped[int] = mapped_column(default=0)  # open questions asked of the mentors, kept by questions
    join_code: Mapped[str | None] = mapped_column(String(16), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    archived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    weeks: Mapped[list[Week]] = relationship(back_populates="cohort", lazy="raise", order_by="Week.number")

    @property
    def promise(self) -> timedelta:
        return timedelta(hours=self.promise_hours)

    @property
    def ends_on(self) -> date:
        """The last week's last day."""
        return self.starts_on + timedelta(weeks=self.week_count, days=-1)

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    def plan_weeks(self) -> None:
        """Make the weeks from the calendar: seven days each from `starts_on`, due on the cohort's weekday and time in its zone."""
        for number in range(1, self.week_count + 1):
            starts_on = self.starts_on + timedelta(weeks=number - 1)
            self.weeks.append(Week(number=number, starts_on=starts_on, due_at=self.due_moment(starts_on)))

    def due_moment(self, starts_on: date) -> datetime:
        """When the review of the week that begins on `starts_on` is due, in UTC.

        The named minute counts whole ("until 23:59" includes 23:59:59), so the moment lies a minute after its beginning.
        Where a change of summer time skips the hour, Python's rule for times that do not exist (PEP 495) moves it on.
        """
        day = starts_on + timedelta(days=(self.due_weekday - starts_on.weekday()) % 7)
        return datetime.combine(day, self.due_time, ZoneInfo(self.timezone)).astimezone(UTC) + timedelta(minutes=1)

    def change_due_rule(self, weekday: int, at: time, now: datetime) -> list[int]:
        """Reviews are due otherwise from now on; gives the numbers of the weeks that this changed. `weeks` must be loaded.

        Only where the earlier and the new moment are both still to come: whether something filed is late never changes afterwards.
        """
        self.due_weekday, self.due_time = weekday, at
        changed: list[int] = []
        for week in self.weeks:
            due_at = self.due_moment(week.starts_on)
            if now < week.due_at and now < due_at and due_at != week.due_at:
                week.due_at = due_at
                changed.append(week.number)
        return changed

    def turn_join_code(self) -> str:
        """A new join code; the earlier one opens nothing from now on."""
        code = self.join_code = new_code()
        return code

    def end_join_code(self) -> None:
        self.join_code = None


class Week(db.Model):
    __tablename__ = "weeks"
    __table_args__ = (UniqueConstraint("cohort_id", "number"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    number: Mapped[int]
    starts_on: Mapped[date]
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)

    cohort: Mapped[Cohort] = relationship(back_populates="weeks", lazy="raise")

    @property
    def ends_on(self) -> date:
        return self.starts_on + timedelta(days=6)

    @property
    def due_minute(self) -> datetime:
        """The minute that people are told: they have until it is over."""
        return self.due_at - timedelta(minutes=1)

    def is_late(self, at: datetime) -> bool:
        """Whether something filed `at` comes after the due moment; at the moment itself it is late."""
        return at >= self.due_at

    def has_begun(self, today: date) -> bool:
        return self.starts_on <= today


class Team(db.Model):
    __tablename__ = "teams"
    __table_args__ = (UniqueConstraint("cohort_id", "name"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    name: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    def in_order(cls, cohort_id: int) -> list[Team]:
        """A cohort's teams as people count them: "2조" before "10조"."""
        return sorted(db.session.scalars(select(cls).where(cls.cohort_id == cohort_id)), key=lambda team: counted(team.name))


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
    def in_cohort(cls, slug: str, account_id: int) -> Select[Self]:
        """The living membership of an account in the cohort of that address, with cohort, account and team; one statement."""
        return (
            cls.living().join(cls.cohort).join(cls.account).outerjoin(cls.team)
            .where(Cohort.slug == slug, cls.account_id == account_id)
            .options(contains_eager(cls.cohort), contains_eager(cls.account), contains_eager(cls.team))
        )

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
        return self.role in ("mentor", "staff")

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


class Invitation(db.Model):
    """A link that lets whoever holds it join with a role (and a team), until it runs out or is ended."""

    __tablename__ = "invitations"
    __table_args__ = (Index("ix_invitations_cohort_id", "cohort_id"), CheckConstraint("role in ('camper', 'mentor', 'staff')", "role"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    code: Mapped[str] = mapped_column(String(43), unique=True)
    role: Mapped[str] = mapped_column(String(8))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    team: Mapped[Team | None] = relationship(lazy="raise")

    @classmethod
    def made_for(cls, maker: Membership, role: str, team_id: int | None, now: datetime) -> Invitation:
        return cls(cohort_id=maker.cohort_id, code=secrets.token_urlsafe(32), role=role, team_id=team_id if role == "camper" else None,
                   made_by_id=maker.id, made_at=now, expires_at=now + INVITATION_LASTS)

    def is_open(self, now: datetime) -> bool:
        return self.ended_at is None and now < self.expires_at

    def end(self, now: datetime) -> None:
        self.ended_at = self.ended_at or now


def counted(name: str) -> list[tuple[int, int, str]]:
    """What names with numbers in them are sorted by."""
    return [(0, int(part), "") if part.isdigit() else (1, 0, part.casefold()) for part in re.findall(r"[0-9]{1,9}|[^0-9]+", name)]


def new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
