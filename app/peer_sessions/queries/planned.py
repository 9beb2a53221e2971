"""What the plan has brought about so far."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select

from app.cohorts.models import Week
from app.extensions import db
from app.peer_sessions.models import PeerSession


def next_planned(cohort_id: int, now: datetime) -> Row[*tuple[Any, ...]] | None:
    """The next moment at which teams are to meet: `planned_at`, the week's `number`, how many `teams`; one statement."""
    return db.session.execute(
        select(PeerSession.planned_at, Week.number, func.count().label("teams")).join(Week, Week.id == PeerSession.week_id)
        .where(PeerSession.cohort_id == cohort_id, PeerSession.opened_at.is_(None), PeerSession.planned_at > now)
        .group_by(PeerSession.planned_at, Week.number).order_by(PeerSession.planned_at, Week.number).limit(1)).first()
