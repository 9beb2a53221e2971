"""What came out of it is written down as the room goes on."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.cohorts.models import Membership
from app.extensions import db
from app.peer_sessions.models.led import Led
from app.peer_sessions.models.outcome import Outcome
from app.peer_sessions.named import named_in


class Resulting(Led):
    """For all of it the session must be locked, and `turns` loaded with their members.

    Whatever writes something down gives the outcome that is there already when it is sent twice (the same `once`), and raises NotInTheTeam,
    NotOpenYet, SessionClosed.
    """

    def takes_outcomes_from(self, member: Membership, now: datetime) -> bool:
        """Anybody of the team writes down what came out of it, as long as it is open."""
        return self.is_open(now) and self.is_of(member)

    def people_here(self) -> list[Membership]:
        """Those who may be named: of the turns who are still of the team."""
        return [turn.member for turn in self.turns if self.takes_part(turn)]

    def concerned_by(self, text: str, chosen: Sequence[Membership], otherwise: Membership | None) -> list[Membership]:
        """Those who were chosen; else those whom the line names, else `otherwise`."""
        return list(chosen) or named_in(text, self.people_here()) or ([otherwise] if otherwise else [])

    def _noted(self, by: Membership, once: str | None) -> Outcome | None:
        """What `by` wrote down with that token already."""
        return db.session.scalar(select(Outcome).where(Outcome.noted_by_id == by.id, Outcome.once == once)) if once else None

    def _note(self, kind: str, by: Membership, people: Sequence[Membership], now: datetime, once: str | None, **more: Any) -> Outcome:
        self.note_presence(by, now)
        outcome = Outcome(cohort_id=self.cohort_id, session_id=self.id, kind=kind, people=[member.id for member in people], noted_by_id=by.id,
                          noted_at=now, once=once, **more)
        db.session.add(outcome)
        db.session.flush()
        self.changed()
        return outcome
