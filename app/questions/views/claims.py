"""A mentor's lease on a question: taken, renewed, given back."""
from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from flask import Response, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.current import current_member, mentors_only
from app.extensions import db
from app.questions.models import AlreadyAnswered, AlreadyClaimed, AlreadyClosed, Question, TakenBack
from app.questions.queries.claim import claim_told
from app.questions.views.blueprint import bp
from app.web import clock
from app.web.back import way_back
from app.web.errors import asks_for_json
from app.web.finding import get_or_404, lock_or_404
from app.web.live import news
from app.web.templates import speaker


@bp.post("/<int:question_id>/claim")
@mentors_only
def claim(cohort: str, question_id: int) -> ResponseReturnValue:
    """To the page on which it is answered; where it is no longer to be had, back to the list where it was pressed, told why.

    A script learns who has it, whether or not it was to be had.
    """
    question = get_or_404(Question.listed_for(current_member).where(Question.id == question_id))
    if asks_for_json():
        question.hold(current_member, clock.now())
        db.session.commit()
        return jsonify(asdict(claim_told(question, current_member, speaker())))
    try:
        question.claim_for(current_member, clock.now())
    except (AlreadyClaimed, AlreadyAnswered, AlreadyClosed, TakenBack) as refusal:
        if not (place := way_back(current_member.cohort.slug, "")):
            raise
        flash(refusal.sentence(), "error")
        db.session.rollback()
        return redirect(place, 303)
    db.session.commit()
    return redirect(url_for("questions.answer", question_id=question.id), 303)


@bp.get("/<int:question_id>/claim")
@mentors_only
def claim_state(cohort: str, question_id: int) -> Response:
    """Who has it, for the open page (js/claim.js)."""
    question = get_or_404(Question.listed_for(current_member).where(Question.id == question_id))
    return news(asdict(claim_told(question, current_member, speaker())))


@bp.post("/<int:question_id>/claim/release")
@mentors_only
def claim_release(cohort: str, question_id: int) -> ResponseReturnValue:
    """With `lease` only the one that a page knew when it was left: another page of theirs may have renewed it since."""
    question = lock_or_404(Question.listed_for(current_member).where(Question.id == question_id))
    question.release(current_member, _lease())
    db.session.commit()
    return redirect(url_for("queue.index"), 303)


def _lease() -> datetime | None:
    try:
        known = datetime.fromisoformat(request.form.get("lease", ""))
    except ValueError:
        return None
    return known if known.tzinfo else None
