"""The mentors' queue."""
from __future__ import annotations

from flask import Blueprint, render_template, request, url_for

from app.cohorts.calendar import current_number
from app.cohorts.current import current_member, mentors_only
from app.questions.filters import Filters
from app.questions.queries.choices import choices_for
from app.questions.queries.waiting import counts_for, figures_of, queue_for
from app.web import clock
from app.web.templates import speaker

bp = Blueprint("queue", __name__, url_prefix="/c/<cohort>/queue")


@bp.get("/")
@mentors_only
def index(cohort: str) -> str:
    now, filters = clock.now(), Filters.of(request.args)
    choices = choices_for(current_member, teams=True)
    this_week = dict(choices.weeks)[current_number(current_member.cohort, now)]
    return render_template("queue/index.html", queue=queue_for(current_member, filters, speaker()), filters=filters, choices=choices,
                           counts=counts_for(current_member, now), figures=figures_of(current_member.cohort, this_week, now),
                           root=url_for("questions.index"))
