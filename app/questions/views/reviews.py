"""Whether a question that was asked on its own stands in its asker's review of that week."""
from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.current import current_member
from app.extensions import db
from app.questions.models import Question
from app.questions.views.blueprint import bp
from app.web.finding import lock_or_404


@bp.post("/<int:question_id>/joining")
def joining(cohort: str, question_id: int) -> ResponseReturnValue:
    question = lock_or_404(Question.listed_for(current_member).where(Question.id == question_id))
    question.join_review(current_member)
    db.session.commit()
    return redirect(url_for("questions.show", question_id=question.id), 303)


@bp.post("/<int:question_id>/joining/withdrawal")
def joining_withdrawal(cohort: str, question_id: int) -> ResponseReturnValue:
    question = lock_or_404(Question.listed_for(current_member).where(Question.id == question_id))
    question.leave_review(current_member)
    db.session.commit()
    return redirect(url_for("questions.show", question_id=question.id), 303)
