"""What the board forgets of somebody who leaves altogether: what was noted about them, and who looked after whom. What they noted about others stays, and
nobody wrote it."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_, select

from app.board.models import Care, StaffNote
from app.cohorts.models import Membership
from app.extensions import db


def forget(account_id: int, now: datetime) -> None:
    members = select(Membership.id).where(Membership.account_id == account_id)
    for table, rows in ((StaffNote, StaffNote.camper_id.in_(members)), (Care, or_(Care.camper_id.in_(members), Care.by_id.in_(members)))):
        db.session.execute(delete(table).where(rows).execution_options(synchronize_session=False))
