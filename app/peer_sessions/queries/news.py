"""What an open page of a session asks about every second: one statement."""
from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from flask import abort
from sqlalchemy import Select, bindparam, false, or_, select

from app.cohorts.models import Membership
from app.extensions import db
from app.peer_sessions.models import PeerSession, Turn
from app.peer_sessions.models.turn import HERE_FOR
from app.web.clock import UtcDateTime


def news_of(session_id: int, reader: Membership, now: datetime) -> dict[str, Any]:
    """`version` of what the page shows, `notes` that of the notes, `here` the members with an open page, `state`; 404 where there is none for them."""
    rows = db.session.execute(_statement(), {
        "id": session_id, "cohort_id": reader.cohort_id, "guides": reader.guides, "team_id": reader.team_id, "since": now - HERE_FOR}).all()
    if not rows:
        abort(404)
    session: Any = rows[0]
    state = ("closed" if session.closed_at is not None or (session.closes_at is not None and session.closes_at <= now)
             else "planned" if session.opened_at is None else "open")
    return {"version": session.version, "notes": session.notes_version, "state": state, "here": sorted(row.member_id for row in rows if row.member_id)}


@cache
def _statement() -> Select[*tuple[Any, ...]]:
    """Built once, because it runs more often than any other."""
    seen = Turn.seen_at > bindparam("since", type_=UtcDateTime)
    return (
        select(PeerSession.version, PeerSession.notes_version, PeerSession.opened_at, PeerSession.closes_at, PeerSession.closed_at, Turn.member_id)
        .outerjoin(Turn, (Turn.session_id == PeerSession.id) & seen)
        .where(PeerSession.id == bindparam("id"), PeerSession.cohort_id == bindparam("cohort_id"),
               or_(bindparam("guides", type_=false().type), PeerSession.team_id == bindparam("team_id"))))
