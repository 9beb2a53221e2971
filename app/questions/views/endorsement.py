"""A mentor says of a peer's reply that it holds, and takes that back."""
from __future__ import annotations

from flask.typing import ResponseReturnValue

from app.cohorts.current import mentors_only
from app.questions.models import Question
from app.questions.views.blueprint import bp
from app.questions.views.chosen import say_of_reply


@bp.post("/<int:question_id>/endorsement")
@mentors_only
def endorsement(cohort: str, question_id: int) -> ResponseReturnValue:
    return say_of_reply(question_id, Question.endorse)


@bp.post("/<int:question_id>/endorsement/withdrawal")
@mentors_only
def endorsement_withdrawal(cohort: str, question_id: int) -> ResponseReturnValue:
    return say_of_reply(question_id, Question.unendorse)
