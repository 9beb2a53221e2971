"""Saying which reply settled it, and that it did not after all."""
from __future__ import annotations

from flask.typing import ResponseReturnValue

from app.questions.models import Question
from app.questions.views.blueprint import bp
from app.questions.views.chosen import say_of_reply


@bp.post("/<int:question_id>/acceptance")
def acceptance(cohort: str, question_id: int) -> ResponseReturnValue:
    return say_of_reply(question_id, Question.accept)


@bp.post("/<int:question_id>/acceptance/withdrawal")
def acceptance_withdrawal(cohort: str, question_id: int) -> ResponseReturnValue:
    return say_of_reply(question_id, Question.unaccept)
