"""Having a question open: those who answer tell it, and its asker learns of it, and of what else becomes of the question."""
from __future__ import annotations

from flask import Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cohorts.current import current_member, mentors_only
from app.extensions import db
from app.questions.models import Question
from app.questions.queries.thread import line_of, shown_or_404
from app.questions.views.blueprint import bp
from app.web import clock, live
from app.web.finding import get_or_404


@bp.post("/<int:question_id>/seeing")
@mentors_only
def seeing(cohort: str, question_id: int) -> ResponseReturnValue:
    """Sent by js/seen.js, so that no page that is only read changes anything."""
    question = get_or_404(Question.listed_for(current_member).where(Question.id == question_id))
    question.see(current_member, clock.now())
    db.session.commit()
    return redirect(url_for("questions.show", question_id=question.id), 303)


@bp.get("/<int:question_id>/news")
def news(cohort: str, question_id: int) -> Response:
    """For its asker's open page (js/asker.js): `state`, `replies` (how many), `html` (how it stands, in a piece of the page), `told` (a sentence for
    when there are more replies than before). For everybody else there is nothing here."""
    question = shown_or_404(question_id, current_member)
    if not question.is_by(current_member):
        abort(404)
    now = clock.now()
    line = line_of(question, now) if question.is_waiting else None
    return live.news({
        "state": question.state, "replies": question.reply_count,
        "html": render_template("questions/_standing.html", question=question, line=line),
        "told": _("An answer has come") if question.state == "answered" else _("Somebody replied"),
    })
