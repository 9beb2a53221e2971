"""Notes that everybody writes into together: lines of text, merged line by line (`peer_sessions.notes`)."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column

from app.cohorts.models import Membership
from app.peer_sessions.models.stated import Stated
from app.peer_sessions.notes import Merged, merge


class Noted(Stated):
    notes: Mapped[str] = mapped_column(LongText, default="")
    notes_version: Mapped[int] = mapped_column(default=0)

    def may_be_noted_in_by(self, member: Membership, now: datetime) -> bool:
        return self.is_open(now) and self.is_of(member)

    def note(self, member: Membership, base: str, text: str, now: datetime) -> Merged:
        """Take in what `member` made of the notes that were `base` for them. The session must be locked.

        Raises NotInTheTeam, NotOpenYet, SessionClosed, NotesTooLong.
        """
        self.must_be_open_for(member, now)
        merged = merge(base, self.notes, text)
        if merged.text != self.notes:
            self.notes = merged.text
            self.notes_version += 1
        return merged
