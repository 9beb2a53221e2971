"""Where something of a question stands."""
from __future__ import annotations

from flask import url_for

from app.questions.models import Question, Reply
from app.questions.queries.replies import AT_ONCE


def reply_address(question: Question, reply: Reply) -> str:
    """The reply on its question's page; of very many on the page that holds it. Not for what has no name."""
    return url_for("questions.show", question_id=question.id, reply=reply.id if question.reply_count > AT_ONCE else None, _anchor=f"reply-{reply.id}")
