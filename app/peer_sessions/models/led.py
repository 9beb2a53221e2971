"""Who leads: whoever opened it, until they are gone and somebody else takes over."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from app.accounts.models import Account
from app.cohorts.models import Membership
from app.extensions import db
from app.peer_sessions.models.refusals import LedByAnother
from app.peer_sessions.models.timed import Timed
from app.peer_sessions.models.turn import Turn


class Led(Timed):
    """The leader steers. Whose turn it is may end it and take a minute more; both on any of their screens."""

    @declared_attr
    def leader_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("memberships.id"))

    @declared_attr
    def speaker_id(cls) -> Mapped[int | None]:
        """Whose turn it is."""
        return mapped_column(ForeignKey("memberships.id"))

    def is_led_by(self, member: Membership) -> bool:
        return self.leader_id == member.id

    def may_be_steered_by(self, member: Membership, now: datetime) -> bool:
        """The order, who is passed over, the clock, closing: the leader's."""
        return self.is_open(now) and not self.own_time and self.is_of(member) and self.is_led_by(member)

    def may_be_moved_on_by(self, member: Membership, now: datetime) -> bool:
        """Next, pause, a minute more: the leader's, and the speaker's."""
        return self.is_open(now) and not self.own_time and self.is_of(member) and member.id in (self.leader_id, self.speaker_id)

    def may_be_taken_over_by(self, member: Membership, now: datetime) -> bool:
        """Anybody of the team, once the leader is gone. `turns` must be loaded with their members."""
        return self.is_open(now) and self.is_of(member) and not self.is_led_by(member) and self.leader_is_gone(now)

    def leader_is_gone(self, now: datetime) -> bool:
        """No page of theirs is open any more, or they are no longer in the team. `turns` must be loaded with their members."""
        leading = next((turn for turn in self.turns if turn.member_id == self.leader_id), None)
        return leading is None or not leading.is_here(now) or not self.takes_part(leading)

    def take_lead(self, member: Membership, now: datetime) -> None:
        """The session must be locked, its turns loaded. Raises LedByAnother while the leader is here; NotInTheTeam, NotOpenYet, SessionClosed."""
        self.must_be_open_for(member, now)
        if self.is_led_by(member):
            return
        if not self.leader_is_gone(now):
            raise LedByAnother(self._name_of(self.leader_id))
        self.leader_id = member.id
        self.changed()

    def hand_lead(self, member: Membership, to: Turn, now: datetime) -> None:
        """The leader lets somebody else of the team lead. The session must be locked; `to.member` loaded."""
        self._must_be_steered_by(member, now)
        if self.takes_part(to):
            self.leader_id = to.member_id
            self.changed()

    def _must_be_steered_by(self, member: Membership, now: datetime) -> None:
        self.must_be_open_for(member, now)
        if not self.is_led_by(member):
            raise LedByAnother(self._name_of(self.leader_id))

    def _must_be_moved_on_by(self, member: Membership, now: datetime) -> None:
        self.must_be_open_for(member, now)
        if member.id not in (self.leader_id, self.speaker_id):
            raise LedByAnother(self._name_of(self.leader_id))

    def _name_of(self, member_id: int | None) -> str:
        named = select(Account.name).join(Membership, Membership.account_id == Account.id).where(Membership.id == member_id)
        return db.session.scalar(named) or ""
