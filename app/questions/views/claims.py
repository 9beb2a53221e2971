"""A mentor's lease on a question: taken, renewed, given back."""
from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.current import current_member, mentors_only
from app.extensions import db
from app.questions.models import Question
from app.questions.views.blueprint import bp
from app.web import clock
from app.web.finding import get_or_404, lock_or_404


@bp.post("/<int:question_id>/claim")
@mentors_only
def claim(cohort: str, question_id: int) -> ResponseReturnValue:
    question = get_or_404(Question.listed_for(current_member).where(Question.id == question_id))
    question.claim_for(current_member, clock.now())
    db.session.commit()
    return redirect(url_for("questions.show", question_id=question.id, _anchor="reply"), 303)


@bp.post("/<int:question_id>/claim/release")
@mentors_only
def claim_release(cohort: str, question_id: int) -> ResponseReturnValue:
    question = lock_or_404(Question.listed_for(current_member).where(Question.id == question_id))
    question.release(current_member)
    db.session.commit()
    return redirect(url_for("queue.index"), 303)
