"""The page of one question, as it is and with what could not be taken."""
from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.cohorts.current import current_member
from app.questions.forms import ReopeningForm, ReplyForm, reply_form_for
from app.questions.models import Question
from app.questions.queries.thread import thread_of
from app.web import clock


def question_page(question: Question, reply: ReplyForm | None = None, reopening: ReopeningForm | None = None) -> ResponseReturnValue:
    """`question` found by `shown_or_404`; a form that is given is shown with its errors, and the answer is 422."""
    thread = thread_of(question, current_member, clock.now())
    once_more = (reopening or ReopeningForm(formdata=None)) if question.may_be_reopened_by(current_member) else None
    page = render_template("questions/show.html", thread=thread, question=question, reopening_form=once_more,
                           reply_form=reply or reply_form_for(question, current_member)(formdata=None))
    return page, 422 if reply or reopening else 200
