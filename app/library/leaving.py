"""What the library forgets of somebody who leaves altogether: what they saved."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from app.extensions import db
from app.library.models import Saved


def forget(account_id: int, now: datetime) -> None:
    db.session.execute(delete(Saved).where(Saved.account_id == account_id).execution_options(synchronize_session=False))
