"""A session in everybody's own time: of each person what the room may see, and who has read them."""
from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select

from app.extensions import db
from app.peer_sessions.models import Reading, Turn
from app.peer_sessions.queries.agenda import Agenda
from app.peer_sessions.queries.shown import Shown, shown_of_each


@dataclass(frozen=True)
class OwnTime:
    """`shown` by the id of a review; `readers` by the id of a turn, the members in the order in which they read."""

    shown: dict[int, Shown] = field(default_factory=dict[int, Shown])
    readers: dict[int, list[int]] = field(default_factory=dict[int, list[int]])

    @property
    def together(self) -> Shown:
        """What everybody's weeks hold: each may answer any of these questions."""
        return Shown(questions=[question for shown in self.shown.values() for question in shown.questions])

    def has_read(self, member_id: int, turn: Turn) -> bool:
        return member_id in self.readers.get(turn.id, ())


def own_time_of(agenda: Agenda) -> OwnTime:
    """Three statements, however many people."""
    readers: dict[int, list[int]] = {}
    for reading in db.session.execute(select(Reading.turn_id, Reading.reader_id).join(Turn, Turn.id == Reading.turn_id)
                                      .where(Turn.session_id == agenda.session.id).order_by(Reading.read_at, Reading.id)):
        readers.setdefault(reading.turn_id, []).append(reading.reader_id)
    return OwnTime(shown_of_each([review_id for review_id, _title in agenda.titles.values()], agenda.session.opened_at), readers)
