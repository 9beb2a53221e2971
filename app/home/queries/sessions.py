"""The peer session that somebody is about to go into."""
from __future__ import annotations

from datetime import datetime

from app.cohorts.calendar import today
from app.cohorts.models import Membership
from app.peer_sessions.models import PeerSession
from app.peer_sessions.queries.overview import near


def at_hand(member: Membership, now: datetime) -> PeerSession | None:
    """Of the member's team the session that is open, else the one that is planned for today, with its week; one statement, none without a team."""
    if member.team_id is None or member.cohort.is_archived:
        return None
    found, day = near(member, now), today(member.cohort, now)
    planned = (session for session in found.due if session.planned_at and today(member.cohort, session.planned_at) == day)
    return next(iter([*found.open, *planned]), None)
