"""In everybody's own time: each goes through the same agenda alone and marks whom they have read, until an hour that may be set later."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from app.cohorts.models import Membership
from app.extensions import db
from app.peer_sessions.models.led import Led
from app.peer_sessions.models.reading import Reading
from app.peer_sessions.models.refusals import NotLater
from app.peer_sessions.models.turn import Turn


class Unhurried(Led):
    """For all of it the session must be locked and its turns loaded with their members."""

    def may_be_marked_read_by(self, turn: Turn, member: Membership, now: datetime) -> bool:
        """One's own week is not read."""
        return self.own_time and self.is_open(now) and self.is_of(member) and turn.member_id != member.id

    def mark_read(self, turn: Turn, by: Membership, now: datetime) -> None:
        """Marked twice, it is marked once; whoever marks was here. Raises NotInTheTeam, NotOpenYet, SessionClosed."""
        self.note_presence(by, now)
        if not self.may_be_marked_read_by(turn, by, now) or self._reading(turn, by):
            return
        db.session.add(Reading(cohort_id=self.cohort_id, turn_id=turn.id, reader_id=by.id, read_at=now))
        self.changed()

    def mark_unread(self, turn: Turn, by: Membership, now: datetime) -> None:
        self.must_be_open_for(by, now)
        if reading := self._reading(turn, by):
            db.session.delete(reading)
            self.changed()

    def may_be_prolonged_by(self, member: Membership, now: datetime) -> bool:
        return self.own_time and self.is_open(now) and self.is_of(member) and self.is_led_by(member)

    def prolong(self, by: Membership, until: datetime, now: datetime) -> None:
        """There is time until a later hour. Raises NotLater, and what `hand_lead` does."""
        self._must_be_steered_by(by, now)
        if not self.own_time or self.closes_at is None or until <= self.closes_at:
            raise NotLater
        self.closes_at = until
        self.changed()

    @staticmethod
    def _reading(turn: Turn, by: Membership) -> Reading | None:
        return db.session.scalar(select(Reading).where(Reading.turn_id == turn.id, Reading.reader_id == by.id))
