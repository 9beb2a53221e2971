"""The asker found out alone, and says what it was."""
from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.current import current_member
from app.extensions import db
from app.questions.forms import OwnAnswerForm
from app.questions.models import NotYours
from app.questions.queries.thread import locked_or_404
from app.questions.views.blueprint import bp
from app.questions.views.page import question_page
from app.uploads import add_uses
from app.web import clock


@bp.post("/<int:question_id>/own-answer")
def own_answer(cohort: str, question_id: int) -> ResponseReturnValue:
    question = locked_or_404(question_id, current_member)
    form = OwnAnswerForm()
    if not question.is_by(current_member):
        raise NotYours
    if not form.validate():
        return question_page(question, own_answer=form)
    text = form.own_answer.data or ""
    question.answer_by_asker(current_member, text, clock.now())
    db.session.flush()
    add_uses("question", question.id, [text], current_member)
    db.session.commit()
    return redirect(url_for("questions.show", question_id=question.id), 303)
