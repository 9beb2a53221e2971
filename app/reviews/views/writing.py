"""Writing one's own review of a week: saved as a draft, filed, changed after filing."""
from __future__ import annotations

from datetime import datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cohorts.current import campers_only, current_member
from app.cohorts.models import Week
from app.extensions import db
from app.reviews.forms import FilingForm, ReviewForm
from app.reviews.models import Review, StaleDraft
from app.reviews.queries import saved, week_strip
from app.reviews.views.blueprint import bp, week_of
from app.web import clock
from app.web.finding import get_or_404
from app.web.templates import speaker


@bp.get("/weeks/<int:number>/review")
@campers_only
def edit(cohort: str, number: int) -> ResponseReturnValue:
    if current_member.cohort.is_archived:
        abort(404)
    week = get_or_404(week_of(current_member, number))
    review = saved(current_member, week)
    return _page(week, ReviewForm.of(review, current_member), review)


@bp.post("/weeks/<int:number>/review")
@campers_only
def saving(cohort: str, number: int) -> ResponseReturnValue:
    """Keeps a draft; of a review that is filed already the change is published."""
    return _save(number, files=False)


@bp.post("/weeks/<int:number>/review/filing")
@campers_only
def filing(cohort: str, number: int) -> ResponseReturnValue:
    return _save(number, files=True)


def _save(number: int, files: bool) -> ResponseReturnValue:
    week = get_or_404(week_of(current_member, number))
    now = clock.now()
    review = Review.open_for(current_member, week, now)
    there = review if review.version else None
    publishes = files or review.is_filed
    form = (FilingForm if publishes else ReviewForm).of(there, current_member)
    focus = form.pressed(request.form)
    if focus is not None or not form.validate():
        return _page(week, form, there, focus=focus), 422 if focus is None else 200
    if there is None:
        form.version.data = "0"  # whatever it began from is not there: there is nothing that it could replace
    try:
        changes = review.is_filed
        review.write(form.written(), now)
    except StaleDraft as stale:
        form.version.data = str(review.version)  # saved once more, what was typed replaces the other deliberately
        return _page(week, form, review, stale=stale), stale.status
    if publishes:
        review.file(current_member, now)
    return _saved(review, week, now, changes)


def _saved(review: Review, week: Week, now: datetime, changes: bool) -> ResponseReturnValue:
    db.session.flush()
    if review.is_filed:
        address = url_for("reviews.show", review_id=review.id, receipt="changed" if changes else "filed")
    else:
        address = url_for("reviews.edit", number=week.number)
        flash(_("Saved at %(time)s.", time=f"{now.astimezone(speaker().zone):%H:%M}"))
    db.session.commit()
    return redirect(address, 303)


def _page(week: Week, form: ReviewForm, review: Review | None, focus: str | None = None, stale: StaleDraft | None = None) -> str:
    with db.session.no_autoflush:  # a review that nobody has saved yet stays one
        return render_template("reviews/edit.html", week=week, form=form.be_shown(), review=review, focus=focus or "", stale=stale,
                               strip=week_strip(current_member, clock.now()))
