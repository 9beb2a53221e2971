"""The sessions of a team, and for mentors and staff those of all teams, the newest first."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import request
from sqlalchemy import Row, select

from app.cohorts.models import Membership, Team, Week
from app.extensions import db
from app.peer_sessions.models import PeerSession
from app.web.pages import A_PAGE


def sessions_for(reader: Membership) -> tuple[Sequence[Row[*tuple[Any, ...]]], int | None]:
    """A page of rows (session, its week's number, its team's name) and what `?before=` carries to the next; one statement."""
    found = (PeerSession.visible_to(reader).join(Week, Week.id == PeerSession.week_id).join(Team, Team.id == PeerSession.team_id)
             .add_columns(Week.number, Team.name).order_by(PeerSession.id.desc()).limit(A_PAGE + 1))
    before = request.args.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        found = found.where(PeerSession.id < int(before))
    rows = db.session.execute(found).all()
    return rows[:A_PAGE], rows[A_PAGE - 1].PeerSession.id if len(rows) > A_PAGE else None


def not_closed_of(member: Membership, week_id: int) -> PeerSession | None:
    """The team's session over that week which is planned or open."""
    return db.session.scalar(select(PeerSession).where(PeerSession.cohort_id == member.cohort_id, PeerSession.team_id == member.team_id,
                                                       PeerSession.week_id == week_id, PeerSession.closed_at.is_(None)))
