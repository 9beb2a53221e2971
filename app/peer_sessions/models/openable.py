"""Begun by somebody of the team: the order is made, and they lead."""
from __future__ import annotations

import secrets
from datetime import datetime

from app.cohorts.models import Membership
from app.extensions import db
from app.notifications.models import notify
from app.peer_sessions.models.refusals import NotInTheTeam, SessionClosed
from app.peer_sessions.models.stated import LEFT_OPEN_FOR
from app.peer_sessions.models.steerable import Steerable

SEEDS = 2**31 - 1


class Openable(Steerable):
    def begin(self, member: Membership, now: datetime, until: datetime | None = None) -> None:
        """What was planned begins, and the others of the team are told; begun already, it stays as it is. The session must be locked.

        Raises NotInTheTeam, SessionClosed.
        """
        if not self.is_of(member):
            raise NotInTheTeam
        if self.state(now) == "closed":
            raise SessionClosed
        if self.opened_at is not None:
            return
        self.opened_at, self.opened_by_id, self.leader_id = now, member.id, member.id
        self.own_time, self.closes_at = until is not None, until or now + LEFT_OPEN_FOR
        self.seed = self.seed or secrets.randbelow(SEEDS) + 1
        db.session.flush()
        team = list(db.session.scalars(self.people_of(member.cohort_id, self.team_id)).unique())
        self.seat(team)
        db.session.flush()
        self.note_presence(member, now)
        notify([each.id for each in team if each.id != member.id], "session_opened", cohort_id=self.cohort_id, source=self.opening,
               address=f"sessions/{self.id}", about=self.label(), actor=member, now=now)
