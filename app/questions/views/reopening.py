"""Asking once more: the answer did not settle it."""
from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.current import current_member
from app.extensions import db
from app.questions.forms import reopening_form_for
from app.questions.queries.thread import locked_or_404
from app.questions.views.blueprint import bp
from app.questions.views.page import question_page
from app.web import clock


@bp.post("/<int:question_id>/reopening")
def reopening(cohort: str, question_id: int) -> ResponseReturnValue:
    question = locked_or_404(question_id, current_member)
    form = reopening_form_for(question)()
    if question.may_be_reopened_by(current_member) and not form.validate():
        return question_page(question, reopening=form)
    question.reopen(current_member, form.word.data or "", clock.now())
    db.session.commit()
    return redirect(url_for("questions.show", question_id=question.id), 303)
