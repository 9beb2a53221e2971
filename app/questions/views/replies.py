"""Answering, or asking back."""
from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.current import current_member
from app.extensions import db
from app.questions.forms import reply_form_for
from app.questions.queries.thread import locked_or_404
from app.questions.views.blueprint import bp
from app.questions.views.page import question_page
from app.web import clock


@bp.post("/<int:question_id>/replies")
def replies(cohort: str, question_id: int) -> ResponseReturnValue:
    question = locked_or_404(question_id, current_member)
    form = reply_form_for(question, current_member)()
    if not form.validate():
        return question_page(question, reply=form)
    reply = question.reply(current_member, form.text.data or "", clock.now(), asks_back=form.asks_back, once=form.once.data)
    db.session.commit()
    return redirect(url_for("questions.show", question_id=reply.question_id, _anchor=f"reply-{reply.id}"), 303)
