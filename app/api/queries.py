"""What a member's calendar holds."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, select
from sqlalchemy.orm import contains_eager, defer

from app.cohorts.models import Membership, Week
from app.extensions import db
from app.peer_sessions.models import PeerSession
from app.reviews.models import Review

SESSIONS_AT_MOST = 300  # the last; more than two years of weeks have


def sessions_of(member: Membership) -> Sequence[PeerSession]:
    """Those of the member's own team, with team and week; one statement. Whoever guides the cohort meets with no team."""
    if not member.is_camper:
        return []
    return db.session.scalars(
        PeerSession.visible_to(member).join(PeerSession.team).join(PeerSession.week)
        .options(contains_eager(PeerSession.team), contains_eager(PeerSession.week), defer(PeerSession.notes))
        .order_by(PeerSession.id.desc()).limit(SESSIONS_AT_MOST)).all()


def due_weeks(member: Membership) -> Sequence[Row[*tuple[Any, ...]]]:
    """Every Week of the cohort with `filed_at` of the member's own review; one statement."""
    return db.session.execute(
        select(Week, Review.filed_at).outerjoin(Review, and_(Review.week_id == Week.id, Review.author_id == member.id))
        .where(Week.cohort_id == member.cohort_id).order_by(Week.number)).all()
