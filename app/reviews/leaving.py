"""What the reviews forget of somebody who leaves altogether: all of theirs, with what others remarked there. Their questions stand alone from then on, and
are for `questions` to keep or to forget."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update

from app.cohorts.models import Membership
from app.comments.leaving import forget_comments
from app.comments.models import Comment, Reaction
from app.extensions import db
from app.notifications.leaving import forget_places
from app.questions.models import Question
from app.reviews.models import Draft, Entry, FollowUp, Review, ReviewVersion
from app.search.sources import changed
from app.uploads import forget_uses
from app.web.database import PLAINLY


def forget(account_id: int, now: datetime) -> None:
    members = select(Membership.id).where(Membership.account_id == account_id)
    gone = select(Review.id).where(Review.author_id.in_(members))
    ids = list(db.session.scalars(gone))
    changed("review", ids)
    forget_uses("review", ids)
    forget_comments(Comment.review_id.in_(gone))
    forget_places([f"reviews/{review_id}" for review_id in ids])
    db.session.execute(update(Question).where(Question.review_id.in_(gone)).values(review_id=None).execution_options(**PLAINLY))
    for table, rows in ((Reaction, Reaction.review_id.in_(gone)), (Entry, Entry.review_id.in_(gone)), (Draft, Draft.review_id.in_(gone)),
                        (ReviewVersion, ReviewVersion.review_id.in_(gone)), (FollowUp, FollowUp.author_id.in_(members)),
                        (Review, Review.author_id.in_(members))):
        db.session.execute(delete(table).where(rows).execution_options(**PLAINLY))
