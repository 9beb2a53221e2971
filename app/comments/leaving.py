"""What the remarks forget of somebody who leaves altogether: their own, and the words of one press that they said."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, delete, select

from app.cohorts.models import Membership
from app.comments.models import Comment, CommentVersion, Reaction
from app.extensions import db
from app.notifications.leaving import forget_sources
from app.search.sources import changed
from app.uploads import forget_uses
from app.web.database import PLAINLY


def forget(account_id: int, now: datetime) -> None:
    members = select(Membership.id).where(Membership.account_id == account_id)
    changed("review", db.session.scalars(select(Comment.review_id).where(Comment.author_id.in_(members)).distinct()))
    forget_comments(Comment.author_id.in_(members))
    db.session.execute(delete(Reaction).where(Reaction.member_id.in_(members)).execution_options(**PLAINLY))


def forget_comments(which: ColumnElement[bool]) -> None:
    """Remarks go with all that hangs on them, and nobody is told of them any more."""
    ids = list(db.session.scalars(select(Comment.id).where(which)))
    forget_sources([f"comment:{comment_id}" for comment_id in ids])
    forget_uses("comment", ids)
    gone = select(Comment.id).where(which)
    db.session.execute(delete(Reaction).where(Reaction.comment_id.in_(gone)).execution_options(**PLAINLY))
    db.session.execute(delete(CommentVersion).where(CommentVersion.comment_id.in_(gone)).execution_options(**PLAINLY))
    db.session.execute(delete(Comment).where(which).execution_options(**PLAINLY))
