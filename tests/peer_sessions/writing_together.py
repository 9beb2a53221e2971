"""Several who write into the notes of one session: what each has on the screen, what is on its way, and what must be there in the end."""
from __future__ import annotations

from dataclasses import dataclass, field

from app.cohorts.models import Membership
from app.peer_sessions.models import PeerSession
from app.peer_sessions.notes import merge
from app.web.forms import tidy
from tests.clock import FRIDAY_EVENING as NOW

Send = tuple[str, str, str]  # base, text, once


def a_session(notes: str = "") -> PeerSession:
    """Open, and in no database."""
    return PeerSession(cohort_id=1, team_id=1, week_id=1, opened_at=NOW, version=1, notes=notes, notes_version=0, notes_heard={})


@dataclass
class Room:
    """`standing` are the lines that somebody typed and nobody took out or changed since; `sent` is everything that ever went over the wire."""

    session: PeerSession = field(default_factory=a_session)
    member: Membership = field(default_factory=lambda: Membership(role="camper", cohort_id=1, team_id=1))
    standing: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    sent: list[Send] = field(default_factory=list)
    typed: int = 0

    def take(self, send: Send) -> str:
        self.session.note(self.member, send[0], send[1], NOW, send[2])
        return self.session.notes

    def a_line(self, begins: str) -> str:
        """One that nobody has typed yet, and that begins no other."""
        self.typed += 1
        line = f"{begins.lstrip()}{self.typed}번"
        self.standing.add(line)
        return line

    def is_taken_out(self, line: str) -> None:
        if line in self.standing:
            self.standing.remove(line)
            self.gone.add(line)


class Page:
    """An open page, as js/notes.js keeps it: `base` is what the notes were when the field was last in step with them."""

    def __init__(self, room: Room, name: str) -> None:
        self.room, self.name, self.number = room, name, 0
        self.base = self.field = room.session.notes
        self.on_its_way: Send | None = None

    def write(self, place: int, begins: str) -> None:
        lines = self.field.split("\n")
        lines.insert(place % (len(lines) + 1), self.room.a_line(begins) if begins else "")
        self.field = "\n".join(lines)

    def change(self, place: int, begins: str) -> None:
        """A line becomes another one, or, with nothing to begin with, is typed on."""
        lines = self.field.split("\n")
        at = place % len(lines)
        before = lines[at]
        lines[at] = self.room.a_line(begins or f"{before} ")
        self.room.is_taken_out(before)
        self.field = "\n".join(lines)

    def take_out(self, place: int) -> None:
        lines = self.field.split("\n")
        self.room.is_taken_out(lines.pop(place % len(lines)))
        self.field = "\n".join(lines)

    def send(self, answer_is_lost: bool = False) -> None:
        """What got no answer goes once more, as it was."""
        if self.on_its_way is None:
            if tidy(self.field) == self.base:
                return
            self.number += 1
            self.on_its_way = (self.base, tidy(self.field), f"{self.name}.{self.number}")
        self.room.sent.append(self.on_its_way)
        notes = self.room.take(self.on_its_way)
        if not answer_is_lost:
            self.field = merge(self.on_its_way[1], notes, self.field).text
            self.base, self.on_its_way = notes, None

    def look(self) -> None:
        if self.on_its_way is None:
            self.field = merge(self.base, self.room.session.notes, self.field).text
            self.base = self.room.session.notes
