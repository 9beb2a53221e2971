"""Wanting to know as well, and no longer."""
from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.current import current_member
from app.extensions import db
from app.questions.models import Question
from app.questions.views.blueprint import bp
from app.web import clock
from app.web.back import way_back
from app.web.finding import lock_or_404


@bp.post("/<int:question_id>/me-too")
def me_too(cohort: str, question_id: int) -> ResponseReturnValue:
    question = lock_or_404(Question.listed_for(current_member).where(Question.id == question_id))
    question.me_too(current_member, clock.now())
    db.session.commit()
    return redirect(_back_to(question), 303)


@bp.post("/<int:question_id>/me-too/withdrawal")
def me_too_withdrawal(cohort: str, question_id: int) -> ResponseReturnValue:
    question = lock_or_404(Question.listed_for(current_member).where(Question.id == question_id))
    question.not_me_too(current_member)
    db.session.commit()
    return redirect(_back_to(question), 303)


def _back_to(question: Question) -> str:
    """Where the button was: the review around the question, named by `back` as an address of this cohort, or the question's own page."""
    return way_back(current_member.cohort.slug, url_for("questions.show", question_id=question.id))
