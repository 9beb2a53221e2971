"""A session with the people in it, as one of its pages shows it."""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from flask import abort
from sqlalchemy import and_, select
from sqlalchemy.orm import contains_eager
from sqlalchemy.orm.attributes import set_committed_value

from app.accounts.models import Account
from app.cohorts.models import Membership
from app.extensions import db
from app.peer_sessions.models import Outcome, PeerSession, Turn
from app.peer_sessions.queries.outcomes import outcomes_of
from app.peer_sessions.queries.shared import shared_with
from app.reviews.models import Review

WALL_HOLDS = 7  # places of the order that are read from five metres beside the clock


@dataclass
class Agenda:
    """`titles` are the reviews that the team may look at, by their author: (id, title)."""

    session: PeerSession
    reader: Membership
    now: datetime
    titles: dict[int, tuple[int, str]] = field(default_factory=dict[int, tuple[int, str]])
    outcomes: list[Outcome] = field(default_factory=list[Outcome])

    @property
    def turns(self) -> list[Turn]:
        return self.session.turns

    @property
    def state(self) -> str:
        return self.session.state(self.now)

    @property
    def speaking(self) -> Turn | None:
        return next((turn for turn in self.turns if turn.member_id == self.session.speaker_id), None)

    @property
    def leading(self) -> Turn | None:
        return next((turn for turn in self.turns if turn.member_id == self.session.leader_id), None)

    @property
    def following(self) -> Turn | None:
        """Whose turn "next" makes it."""
        coming = self.session.coming(self.titles.keys())
        return coming[0] if coming else None

    @property
    def on_the_wall(self) -> list[Turn]:
        """Of a long order what the wall has room for: whose turn it is with the one before, and those who come after."""
        if len(self.turns) <= WALL_HOLDS:
            return self.turns
        here = next((place for place, turn in enumerate(self.turns) if turn.member_id == self.session.speaker_id), 0)
        first = min(max(here - 1, 0), len(self.turns) - WALL_HOLDS)
        return self.turns[first:first + WALL_HOLDS]

    def standing_of(self, turn: Turn) -> str:
        """How its line looks: "now", "done", "away" or ""."""
        if turn.member_id == self.session.speaker_id:
            return "now"
        if turn.is_over:
            return "done"
        return "away" if turn.is_away or not self.session.takes_part(turn) else ""

    @property
    def here(self) -> list[Turn]:
        return [turn for turn in self.turns if turn.is_here(self.now) and self.session.takes_part(turn)]

    @property
    def came(self) -> list[Turn]:
        return [turn for turn in self.turns if turn.came_at]

    @property
    def missed(self) -> list[Turn]:
        """Who of the team was not here at all."""
        return [turn for turn in self.turns if not turn.came_at and self.session.takes_part(turn)]

    def name_of(self, member_id: int) -> str:
        return next((turn.member.name for turn in self.turns if turn.member_id == member_id), "")

    def names_of(self, member_ids: list[int]) -> list[str]:
        return [name for member_id in member_ids if (name := self.name_of(member_id))]


def agenda(session_id: int, reader: Membership, now: datetime) -> Agenda:
    """The session, or 404; three statements whatever it holds."""
    found = db.session.scalar(
        PeerSession.visible_to(reader).where(PeerSession.id == session_id).join(PeerSession.team).join(PeerSession.week)
        .options(contains_eager(PeerSession.team), contains_eager(PeerSession.week)))
    if found is None:
        abort(404)
    shown = Agenda(found, reader, now)
    rows = db.session.execute(
        select(Turn, Review.id, Review.title).where(Turn.session_id == session_id).join(Turn.member).join(Membership.account)
        .outerjoin(Review, and_(Review.author_id == Turn.member_id, Review.week_id == found.week_id, shared_with(found.team_id)))
        .options(contains_eager(Turn.member).contains_eager(Membership.account)).order_by(Turn.position, Turn.id)
        .add_columns(Account.id)).unique().all()
    set_committed_value(found, "turns", [row.Turn for row in rows])
    shown.titles = {row.Turn.member_id: (row.id, row.title) for row in rows if row.id is not None}
    shown.outcomes = outcomes_of(session_id, reader)
    return shown
