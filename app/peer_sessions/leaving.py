"""What the sessions forget of somebody who leaves altogether: what they chose to show. What a team noted together stays."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from app.cohorts.models import Membership
from app.extensions import db
from app.peer_sessions.models import Highlight
from app.reviews.models import Review


def forget(account_id: int, now: datetime) -> None:
    theirs = select(Review.id).join(Membership, Membership.id == Review.author_id).where(Membership.account_id == account_id)
    db.session.execute(delete(Highlight).where(Highlight.review_id.in_(theirs)).execution_options(synchronize_session=False))
