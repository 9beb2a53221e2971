"""Saying which reply settled it, and that it did not after all."""
from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.current import current_member
from app.extensions import db
from app.questions.queries.thread import chosen_reply_or_404, locked_or_404
from app.questions.views.blueprint import bp
from app.web import clock


@bp.post("/<int:question_id>/acceptance")
def acceptance(cohort: str, question_id: int) -> ResponseReturnValue:
    question = locked_or_404(question_id, current_member)
    reply = chosen_reply_or_404(question)
    question.accept(reply, current_member, clock.now())
    db.session.commit()
    return redirect(url_for("questions.show", question_id=question.id, _anchor=f"reply-{reply.id}"), 303)


@bp.post("/<int:question_id>/acceptance/withdrawal")
def acceptance_withdrawal(cohort: str, question_id: int) -> ResponseReturnValue:
    question = locked_or_404(question_id, current_member)
    reply = chosen_reply_or_404(question)
    question.unaccept(reply, current_member, clock.now())
    db.session.commit()
    return redirect(url_for("questions.show", question_id=question.id, _anchor=f"reply-{reply.id}"), 303)
