"""Which reviews a team may look at together: those that every one of it may read."""
from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_, select

from app.extensions import db
from app.peer_sessions.models import PeerSession
from app.reviews.models import Review


def shared_with(team_id: int) -> ColumnElement[bool]:
    """In SQL: filed reviews whose audience holds that whole team. What an author alone or the mentors may read is not shown in the room, not even by them."""
    return and_(Review.filed_at.is_not(None), or_(Review.audience == "cohort", and_(Review.audience == "team", Review.audience_team_id == team_id)))


def ready_in(session: PeerSession) -> set[int]:
    """The members with a review of that week that the team may look at."""
    return set(db.session.scalars(select(Review.author_id).where(Review.cohort_id == session.cohort_id, Review.week_id == session.week_id,
                                                                 shared_with(session.team_id))))
