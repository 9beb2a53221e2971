"""Its asker takes a question back."""
from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cohorts.current import current_member
from app.extensions import db
from app.questions.queries.thread import locked_or_404
from app.questions.views.blueprint import bp
from app.web import clock


@bp.post("/<int:question_id>/withdrawal")
def withdrawal(cohort: str, question_id: int) -> ResponseReturnValue:
    question = locked_or_404(question_id, current_member)
    question.withdraw(current_member, clock.now())
    db.session.commit()
    flash(_("Withdrawn. You can ask it again from here."))
    return redirect(url_for("questions.show", question_id=question.id), 303)
