"""A mentor says of a peer's reply that it holds, and takes that back."""
from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.current import current_member, mentors_only
from app.extensions import db
from app.questions.queries.thread import chosen_reply_or_404, locked_or_404
from app.questions.views.blueprint import bp
from app.web import clock


@bp.post("/<int:question_id>/endorsement")
@mentors_only
def endorsement(cohort: str, question_id: int) -> ResponseReturnValue:
    question = locked_or_404(question_id, current_member)
    reply = chosen_reply_or_404(question)
    question.endorse(reply, current_member, clock.now())
    db.session.commit()
    return redirect(url_for("questions.show", question_id=question.id, _anchor=f"reply-{reply.id}"), 303)


@bp.post("/<int:question_id>/endorsement/withdrawal")
@mentors_only
def endorsement_withdrawal(cohort: str, question_id: int) -> ResponseReturnValue:
    question = locked_or_404(question_id, current_member)
    reply = chosen_reply_or_404(question)
    question.unendorse(reply, current_member, clock.now())
    db.session.commit()
    return redirect(url_for("questions.show", question_id=question.id, _anchor=f"reply-{reply.id}"), 303)
