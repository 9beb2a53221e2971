"""Writing one's own review of a week: saved as a draft, filed, changed after filing."""
from __future__ import annotations

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
    was_filed = review.is_filed
    form = (FilingForm if files or was_filed else ReviewForm).of(review if review.version else None, current_member)
    focus = form.pressed(request.form)
    if focus is not None or not form.validate():
        db.session.rollback()
        return _page(week, form, saved(current_member, week), focus=focus), 200 if focus is not None else 422
    try:
        review.write(form.written(), now)
    except StaleDraft as stale:
        db.session.rollback()
        return _both(week, form, stale), stale.status
    if files or was_filed:
        review.file(current_member, now)
    db.session.commit()
    if not review.is_filed:
        flash(_("Saved at %(time)s.", time=f"{now.astimezone(speaker().zone):%H:%M}"))
        return redirect(url_for("reviews.edit", number=number), 303)
    return redirect(url_for("reviews.show", review_id=review.id, receipt="changed" if was_filed else "filed"), 303)


def _both(week: Week, form: ReviewForm, stale: StaleDraft) -> str:
    """What was typed, and what was saved elsewhere beside it; saved once more, the typed one replaces the other deliberately."""
    theirs = saved(current_member, week)
    assert theirs is not None
    form.version.data = str(theirs.version)
    return _page(week, form, theirs, stale=stale)


def _page(week: Week, form: ReviewForm, review: Review | None, focus: str | None = None, stale: StaleDraft | None = None) -> str:
    return render_template("reviews/edit.html", week=week, form=form.be_shown(), review=review, focus=focus or "", stale=stale,
                           strip=week_strip(current_member, clock.now()))
