"""Questions, what was replied, and the claims that mentors hold on them. Each side of a question is a small module named by an adjective."""
from app.questions.models.askable import ORIGINS
from app.questions.models.claimable import CLAIM_LASTS
from app.questions.models.event import A_WORD, QuestionEvent
from app.questions.models.me_too import MeToo
from app.questions.models.nameable import random_id
from app.questions.models.question import Question
from app.questions.models.refusals import AlreadyAnswered, AlreadyClaimed, NotAnswered, NotYours
from app.questions.models.reply import Reply
from app.questions.models.tag import A_TAG, TAGS_AT_MOST, QuestionTag, tag_names, tags_in
from app.questions.models.waiting import counted_together

__all__ = [
    "A_TAG",
    "A_WORD",
    "CLAIM_LASTS",
    "ORIGINS",
    "TAGS_AT_MOST",
    "AlreadyAnswered",
    "AlreadyClaimed",
    "MeToo",
    "NotAnswered",
    "NotYours",
    "Question",
    "QuestionEvent",
    "QuestionTag",
    "Reply",
    "counted_together",
    "random_id",
    "tag_names",
    "tags_in",
]
