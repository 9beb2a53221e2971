"""Handed to another mentor, who knows it better."""
from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from app.cohorts.current import current_member, mentors_only
from app.cohorts.models import Membership
from app.extensions import db
from app.questions.forms import HandingForm
from app.questions.models import NotForThem, Untold
from app.questions.queries.thread import locked_or_404
from app.questions.views.blueprint import bp
from app.web import clock
from app.web.back import way_back
from app.web.finding import LARGEST_ID


@bp.post("/<int:question_id>/handing")
@mentors_only
def handing(cohort: str, question_id: int) -> ResponseReturnValue:
    """`to` is the number of a membership, `word` says why. On to the queue, which goes on without it."""
    question = locked_or_404(question_id, current_member)
    form = HandingForm()
    if not form.validate():
        raise Untold(str(form.word.errors[0]))
    mentor = _chosen()
    question.hand_to(mentor, current_member, form.word.data or "", clock.now())
    db.session.commit()
    flash(_("Handed to %(name)s.", name=mentor.name))
    return redirect(way_back(current_member.cohort.slug, url_for("queue.index")), 303)


def _chosen() -> Membership:
    number = request.form.get("to", type=int)
    if number is None or not 0 < number <= LARGEST_ID:
        raise NotForThem
    here = Membership.living().where(Membership.cohort_id == current_member.cohort_id, Membership.id == number)
    if (mentor := db.session.scalar(here.options(joinedload(Membership.account)))) is None:
        raise NotForThem
    return mentor
