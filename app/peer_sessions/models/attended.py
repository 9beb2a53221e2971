"""Who takes part, in which order, and who is here."""
from __future__ import annotations

import random
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Mapped, contains_eager, declared_attr, mapped_column, relationship
from sqlalchemy.orm.attributes import set_committed_value

from app.accounts.models import Account
from app.cohorts.models import Membership
from app.extensions import db
from app.notifications.models import read_of
from app.peer_sessions.models.stated import Stated
from app.peer_sessions.models.turn import A_SIGN, HERE_FOR, Turn


class Attended(Stated):
    """`turns` are in their order; whoever left the team or the cohort keeps their place there as a trace, and is passed over."""

    seed: Mapped[int] = mapped_column(default=0)

    @declared_attr
    def turns(cls) -> Mapped[list[Turn]]:
        return relationship(lazy="raise", order_by="Turn.position, Turn.id", viewonly=True)

    @classmethod
    def people_of(cls, cohort_id: int, team_id: int) -> Select[Membership]:
        """The team as it is now, in an order that no shuffle depends on."""
        return (Membership.living().where(Membership.cohort_id == cohort_id, Membership.team_id == team_id, Membership.role == "camper")
                .join(Membership.account).options(contains_eager(Membership.account)).order_by(Account.name, Membership.id))

    def load_turns(self) -> None:
        """`turns` with their people; one statement."""
        found = (select(Turn).where(Turn.session_id == self.id).order_by(Turn.position, Turn.id)
                 .join(Turn.member).join(Membership.account).options(contains_eager(Turn.member).contains_eager(Membership.account)))
        set_committed_value(self, "turns", db.session.scalars(found).unique().all())

    def seat(self, members: list[Membership]) -> None:
        """Give everybody a turn, in an order that the seed alone decides."""
        order = list(members)
        random.Random(self.seed).shuffle(order)  # noqa: S311 - an order, not a secret
        for position, member in enumerate(order):
            db.session.add(Turn(cohort_id=member.cohort_id, session_id=self.id, member_id=member.id, position=position))

    def note_presence(self, member: Membership, now: datetime) -> None:
        """An open page of `member` is here. Who came into the team after the session was opened gets the last turn. The session must be locked.

        Raises NotInTheTeam, NotOpenYet, SessionClosed.
        """
        self.must_be_open_for(member, now)
        turn = db.session.scalar(select(Turn).where(Turn.session_id == self.id, Turn.member_id == member.id))
        if turn is None:
            last = db.session.scalar(select(Turn.position).where(Turn.session_id == self.id).order_by(Turn.position.desc()).limit(1))
            turn = Turn(cohort_id=member.cohort_id, session_id=self.id, member_id=member.id, position=0 if last is None else last + 1)
            db.session.add(turn)
        if not turn.is_here(now) or self._somebody_went(now):
            self.changed()
        if turn.came_at is None:
            turn.came_at = now
            read_of(member, self.opening, now)
        turn.seen_at = now

    def _somebody_went(self, now: datetime) -> bool:
        """Whether a page that was here gave no sign any more since the others gave theirs."""
        unseen = Turn.seen_at > now - HERE_FOR - A_SIGN, Turn.seen_at <= now - HERE_FOR
        return db.session.scalar(select(Turn.id).where(Turn.session_id == self.id, *unseen).limit(1)) is not None

    def takes_part(self, turn: Turn) -> bool:
        """Whether that turn's person is still one of the team. `turn.member` must be loaded."""
        return turn.member.is_living and self.is_of(turn.member)
