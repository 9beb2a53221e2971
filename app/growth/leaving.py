"""What one's own way forgets of somebody who leaves altogether: everything. It was for nobody else."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from app.cohorts.models import Membership
from app.extensions import db
from app.growth.models import Memory, Parcel, StudyDay


def forget(account_id: int, now: datetime) -> None:
    members = select(Membership.id).where(Membership.account_id == account_id)
    for table, rows in ((StudyDay, StudyDay.member_id.in_(members)), (Memory, Memory.account_id == account_id), (Parcel, Parcel.account_id == account_id)):
        db.session.execute(delete(table).where(rows).execution_options(synchronize_session=False))
