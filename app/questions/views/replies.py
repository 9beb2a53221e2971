"""Answering, or asking back."""
from __future__ import annotations

from flask.typing import ResponseReturnValue

from app.cohorts.current import current_member
from app.questions.forms import reply_form_for
from app.questions.queries.thread import locked_to_reply
from app.questions.views.blueprint import bp
from app.questions.views.page import question_page
from app.questions.views.posting import came_between, post


@bp.post("/<int:question_id>/replies")
def replies(cohort: str, question_id: int) -> ResponseReturnValue:
    question = locked_to_reply(question_id, current_member)
    form = reply_form_for(question, current_member)()
    if not form.validate():
        return question_page(question, reply=form)
    if between := came_between(question, form):
        return question_page(question, reply=form, between=between)
    return post(question, form)
