"""Notes that everybody writes into together: lines of text, merged line by line (`peer_sessions.notes`)."""
from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import JSON
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column

from app.cohorts.models import Membership
from app.peer_sessions.models.refusals import NotesTooLong
from app.peer_sessions.models.stated import Stated
from app.peer_sessions.notes import Merged, merge
from app.web.forms import tidy

CHARACTERS, LINES = 20_000, 2_000
PAGES = 100  # of so many open pages it is known what was taken last
SEND = re.compile(r"([\w-]{4,40})\.(\d{1,9})", re.ASCII)


class Noted(Stated):
    """`notes_heard` are the open pages that sent something, the latest last, each with the number of what was taken of it last."""

    notes: Mapped[str] = mapped_column(LongText, default="")
    notes_version: Mapped[int] = mapped_column(default=0)
    notes_heard: Mapped[dict[str, int]] = mapped_column(JSON, default=dict, deferred=True)

    def may_be_noted_in_by(self, member: Membership, now: datetime) -> bool:
        return self.is_open(now) and self.is_of(member)

    def note(self, member: Membership, base: str, text: str, now: datetime, once: str = "") -> Merged:
        """Take in what `member` made of the notes that were `base` for them. The session must be locked, with `notes_heard` loaded.

        `once` names an open page and counts what it sends ("a1b2c3d4.7"): what was taken already, and is sent once more because no answer came,
        changes nothing, whatever others have made of it since.

        Raises NotInTheTeam, NotOpenYet, SessionClosed, NotesTooLong.
        """
        if self.is_of(member) and self._was_heard(once):
            return Merged(self.notes)
        self.must_be_open_for(member, now)
        merged = merge(base, self.notes, text)
        kept = tidy(merged.text)
        if len(kept) > CHARACTERS or kept.count("\n") >= LINES:
            raise NotesTooLong(CHARACTERS, LINES)
        self._hear(once)
        if kept != self.notes:
            self.notes = kept
            self.notes_version += 1
        return Merged(kept, merged.both)

    def _was_heard(self, once: str) -> bool:
        sent = SEND.fullmatch(once)
        return sent is not None and int(sent[2]) <= (self.notes_heard or {}).get(sent[1], 0)

    def _hear(self, once: str) -> None:
        if sent := SEND.fullmatch(once):
            heard = dict(self.notes_heard or {})
            heard.pop(sent[1], None)
            self.notes_heard = dict([*heard.items(), (sent[1], int(sent[2]))][-PAGES:])
