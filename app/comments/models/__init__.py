"""Remarks and words of one press, standing beside what they are about."""
from app.comments.models.comment import Comment
from app.comments.models.reaction import REACTIONS, Reaction
from app.comments.models.refusals import StaleComment
from app.comments.models.version import CommentVersion

__all__ = ["REACTIONS", "Comment", "CommentVersion", "Reaction", "StaleComment"]
