"""Questions, what was replied, and the claims that mentors hold on them. Each side of a question is a small module named by an adjective."""
from app.questions.models.alias import TagAlias, is_a_tag, kept_tags, make_it
from app.questions.models.askable import ORIGINS
from app.questions.models.claimable import CLAIM_LASTS
from app.questions.models.event import A_WORD, QuestionEvent
from app.questions.models.me_too import MeToo
from app.questions.models.nameable import random_id
from app.questions.models.question import Question
from app.questions.models.refusals import (
    AlreadyAnswered,
    AlreadyClaimed,
    AlreadyClosed,
    AsksBack,
    InACircle,
    NoSuchTag,
    NotAnswered,
    NotEverybodys,
    NotForThem,
    NotInSight,
    NotTheSame,
    NotYours,
    OfAnotherCohort,
    OthersPointHere,
    ReplyTakenBack,
    SameAsDuplicate,
    SameAsItself,
    SameAsWithdrawn,
    SavedElsewhere,
    SnippetsFull,
    TakenBack,
    TakenUp,
    Untold,
)
from app.questions.models.reply import Reply
from app.questions.models.reply_draft import ReplyDraft
from app.questions.models.snippet import A_SNIPPET, A_TITLE, SNIPPETS_AT_MOST, Snippet
from app.questions.models.tag import A_TAG, TAGS_AT_MOST, QuestionTag, tag_names, tags_in
from app.questions.models.version import QuestionVersion, ReplyVersion
from app.questions.models.waiting import STATES, counted_together, state_of

__all__ = [
    "A_SNIPPET",
    "A_TAG",
    "A_TITLE",
    "A_WORD",
    "CLAIM_LASTS",
    "ORIGINS",
    "SNIPPETS_AT_MOST",
    "STATES",
    "TAGS_AT_MOST",
    "AlreadyAnswered",
    "AlreadyClaimed",
    "AlreadyClosed",
    "AsksBack",
    "InACircle",
    "MeToo",
    "NoSuchTag",
    "NotAnswered",
    "NotEverybodys",
    "NotForThem",
    "NotInSight",
    "NotTheSame",
    "NotYours",
    "OfAnotherCohort",
    "OthersPointHere",
    "Question",
    "QuestionEvent",
    "QuestionTag",
    "QuestionVersion",
    "Reply",
    "ReplyDraft",
    "ReplyTakenBack",
    "ReplyVersion",
    "SameAsDuplicate",
    "SameAsItself",
    "SameAsWithdrawn",
    "SavedElsewhere",
    "Snippet",
    "SnippetsFull",
    "TagAlias",
    "TakenBack",
    "TakenUp",
    "Untold",
    "counted_together",
    "is_a_tag",
    "kept_tags",
    "make_it",
    "random_id",
    "state_of",
    "tag_names",
    "tags_in",
]
