"""A week: its days, one's own review of it, whose reviews are there."""
from __future__ import annotations

from flask import render_template

from app.cohorts.current import current_member
from app.reviews.queries import filed_and_all, reviews_of_week, week_strip
from app.reviews.views.blueprint import bp, week_of
from app.web import clock
from app.web.finding import get_or_404


@bp.get("/weeks/<int:number>/")
def week(cohort: str, number: int) -> str:
    found = get_or_404(week_of(current_member, number))
    strip = week_strip(current_member, clock.now())
    filed, campers = filed_and_all(found, current_member.cohort_id) if current_member.guides else (0, 0)
    return render_template("reviews/week.html", week=found, strip=strip, mine=next(mark for mark in strip if mark.id == found.id),
                           teams=reviews_of_week(found, current_member), filed=filed, campers=campers)
