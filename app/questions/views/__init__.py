"""Addresses of questions and of the mentors' queue, a module a noun."""
from app.questions.views import (  # noqa: F401
    acceptance,
    answering,
    claims,
    closing,
    drafts,
    editing,
    endorsement,
    handing,
    me_too,
    own_answer,
    reopening,
    replies,
    reviews,
    same_as,
    seeing,
    similar,
    versions,
    withdrawal,
)
from app.questions.views import (  # noqa: F401
    questions as _questions,
)
from app.questions.views import queue as _queue  # noqa: F401
from app.questions.views.blueprint import bp as questions
from app.questions.views.queue import bp as queue
from app.questions.views.snippets import bp as snippets
from app.questions.views.tags import bp as tags

__all__ = ["questions", "queue", "snippets", "tags"]
