"""Saying which reply settled it."""
from __future__ import annotations

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.cohorts.current import current_member
from app.extensions import db
from app.questions.models import Question, Reply
from app.questions.views.blueprint import bp
from app.web import clock
from app.web.finding import LARGEST_ID, get_or_404, lock_or_404


@bp.post("/<int:question_id>/acceptance")
def acceptance(cohort: str, question_id: int) -> ResponseReturnValue:
    question = lock_or_404(Question.listed_for(current_member).where(Question.id == question_id))
    reply = get_or_404(select(Reply).where(Reply.question_id == question.id, Reply.id == _chosen()))
    question.accept(reply, current_member, clock.now())
    db.session.commit()
    return redirect(url_for("questions.show", question_id=question.id, _anchor=f"reply-{reply.id}"), 303)


def _chosen() -> int:
    number = request.form.get("reply", type=int)
    if number is None or not 0 < number <= LARGEST_ID:
        abort(404)
    return number
