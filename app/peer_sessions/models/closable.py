"""Closing leaves a summary; a session left alone closes itself; one that is closed can be reopened for a day."""
from __future__ import annotations

from datetime import datetime
from typing import Self

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError

from app.cohorts.models import Membership
from app.extensions import db
from app.notifications.models import notify
from app.peer_sessions.models.refusals import NotHeld, NotInTheTeam, OpenAlready
from app.peer_sessions.models.stated import REOPENED_FOR
from app.peer_sessions.models.steerable import Steerable


class Closable(Steerable):
    @classmethod
    def overdue(cls, now: datetime) -> Select[Self]:
        """What should have closed itself by now, the longest first."""
        return select(cls).where(cls.closed_at.is_(None), cls.closes_at <= now).order_by(cls.closes_at, cls.id)

    def may_be_closed_by(self, member: Membership, now: datetime) -> bool:
        """The leader ends it; where each goes through it in their own time, whoever set the hour."""
        return self.is_open(now) and self.is_of(member) and self.is_led_by(member)

    def close(self, by: Membership, now: datetime) -> None:
        """The turn that is on ends; who was not here is told. Closed twice, it is closed once. The session must be locked, its turns loaded."""
        if self.state(now) == "closed":
            return
        self._must_be_steered_by(by, now)
        self._end(now, by)

    def close_itself(self, now: datetime) -> None:
        """What was left open closes at the moment that it was to. The session must be locked."""
        if self.closed_at is None and self.closes_at is not None and self.closes_at <= now:
            self.load_turns()
            self._end(self.closes_at, None, now)

    def may_be_reopened_by(self, member: Membership, now: datetime) -> bool:
        return self.opened_at is not None and self.state(now) == "closed" and self.is_of(member)

    def reopen(self, by: Membership, now: datetime) -> None:
        """For a day; who reopens it leads it. The session must be locked. Raises NotInTheTeam, NotHeld, OpenAlready."""
        if not self.is_of(by):
            raise NotInTheTeam
        if self.is_open(now):
            return
        if self.opened_at is None:
            raise NotHeld
        try:
            with db.session.begin_nested():
                self.closed_at = self.closed_by_id = None
                self.closes_at, self.leader_id = now + REOPENED_FOR, by.id
                self.changed()
        except IntegrityError:
            raise OpenAlready from None

    def _end(self, at: datetime, by: Membership | None, now: datetime | None = None) -> None:
        self._end_turn(at)
        self.closed_at, self.closed_by_id = at, by.id if by else None
        self.changed()
        absent = [turn.member_id for turn in self.turns if turn.came_at is None and self.takes_part(turn)]
        if absent:
            notify(absent, "session_closed", cohort_id=self.cohort_id, source=f"session:{self.id}", address=f"sessions/{self.id}",
                   about=self.label(), actor=by, now=now or at)
