"""What a member may see, by id alone: for what stands in it."""
from __future__ import annotations

from sqlalchemy import Select, or_, select, true

from app.cohorts.models import Membership
from app.comments.models import Comment
from app.questions.models import Question
from app.reviews.models import Review


def reviews_seen_by(member: Membership) -> Select[int]:
    return Review.visible_to(member).with_only_columns(Review.id)


def comments_seen_by(member: Membership) -> Select[int]:
    """Remarks as `sheet` shows them: not those on a question that is not shown in its asker's review."""
    shown = or_(Comment.question_id.is_(None), Question.without_name.is_(False), Question.author_id == member.id, *([true()] if member.guides else []))
    return (select(Comment.id).join(Review, Review.id == Comment.review_id).outerjoin(Question, Question.id == Comment.question_id)
            .where(Review.readable_by(member), Comment.withdrawn_at.is_(None), shown))
