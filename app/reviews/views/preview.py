"""How the review will look to its readers, before it is published."""
from __future__ import annotations

from flask import render_template

from app.cohorts.current import campers_only, current_member
from app.reviews.queries import preview, week_strip
from app.reviews.views.blueprint import bp, week_of
from app.web import clock
from app.web.finding import get_or_404


@bp.get("/weeks/<int:number>/review/preview")
@campers_only
def as_it_will_look(cohort: str, number: int) -> str:
    """Of what is saved; only its author gets here."""
    week = get_or_404(week_of(current_member, number))
    shown = preview(current_member, week, clock.now())
    return render_template("reviews/show.html", sheet=shown, review=shown.review, comment_form=None, receipt="",
                           strip=week_strip(current_member, clock.now()))
