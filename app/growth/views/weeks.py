"""My weeks, and what is left of them in the end."""
from __future__ import annotations

from flask import Response, render_template
from flask_babel import gettext as _

from app.cohorts.calendar import is_over
from app.cohorts.current import current_member
from app.growth import keepsake, words
from app.growth.chart import Chart
from app.growth.queries import my_weeks
from app.growth.views import bp
from app.reviews.exporting import file_name
from app.web import clock
from app.web.copies import as_file


@bp.get("/")
def index(cohort: str) -> str:
    now = clock.now()
    mine = my_weeks(current_member, now)
    return render_template("growth/index.html", mine=mine, planned=mine.planned(), chart=Chart.of(mine.weeks), figures=words.FIGURES, number=words.number,
                           over=is_over(current_member.cohort, now))


@bp.get("/summary")
def summary(cohort: str) -> str:
    mine = my_weeks(current_member, clock.now())
    return render_template("growth/summary.html", mine=mine, facts=words.facts(mine))


@bp.get("/summary.md")
def as_markdown(cohort: str) -> Response:
    text = keepsake.markdown(my_weeks(current_member, clock.now()), current_member)
    return as_file(text, f"{file_name(_('My weeks'), current_member.cohort.name)}.md", "text/markdown")
