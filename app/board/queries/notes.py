"""What staff noted about a camper."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.accounts.models import Account
from app.board.models import StaffNote
from app.cohorts.models import Membership
from app.extensions import db


@dataclass(frozen=True, slots=True)
class Noted:
    id: int
    text: str
    author: str
    written_at: datetime
    may_be_taken_back: bool


def notes_about(camper_id: int, reader: Membership) -> Sequence[Noted]:
    """The newest first, as the reader of staff has them; one statement. `cohort` of the reader must be loaded."""
    rows = db.session.execute(
        select(StaffNote, Account.name).join(Membership, Membership.id == StaffNote.author_id).join(Account, Account.id == Membership.account_id)
        .where(StaffNote.cohort_id == reader.cohort_id, StaffNote.camper_id == camper_id).order_by(StaffNote.id.desc()))
    return [Noted(note.id, note.text, name, note.written_at, note.may_be_taken_back_by(reader)) for note, name in rows]
