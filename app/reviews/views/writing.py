"""Writing one's own review of a week: kept while it is written, filed, changed after filing."""
from __future__ import annotations

from datetime import datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cohorts.current import campers_only, current_member
from app.cohorts.models import Week
from app.extensions import db
from app.reviews.forms import FilingForm, ReviewForm
from app.reviews.models import Document, Merged, Review, merge
from app.reviews.queries import saved, week_strip
from app.reviews.views.blueprint import bp, week_of
from app.reviews.views.conflicts import told
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
    form = ReviewForm.showing(review.document if review else Document(), review.version if review else 0, current_member)
    return _page(week, form, review)


@bp.post("/weeks/<int:number>/review")
@campers_only
def saving(cohort: str, number: int) -> ResponseReturnValue:
    """Keeps what was typed, for the author alone."""
    return _save(number, files=False)


@bp.post("/weeks/<int:number>/review/filing")
@campers_only
def filing(cohort: str, number: int) -> ResponseReturnValue:
    """Files it; of a review that is filed already the changes are published."""
    return _save(number, files=True)


def _save(number: int, files: bool) -> ResponseReturnValue:
    week = get_or_404(week_of(current_member, number))
    now = clock.now()
    review = Review.open_for(current_member, week, now, files=files)
    there = review if review.version else None
    form = (FilingForm if files else ReviewForm).sent(review.document, current_member)
    form.take(request.form, review.document)
    focus = form.pressed(request.form)
    if focus is not None or not form.validate():
        return _page(week, form, there, focus=focus), 422 if focus is None else 200
    merged = _merged(form, review)
    review.keep(merged.document, now)
    if merged.conflicts:
        return _both(week, review, merged)
    if not files:
        return _kept(week, now)
    changes = review.is_filed
    review.publish(current_member, now)
    db.session.flush()
    address = url_for("reviews.show", review_id=review.id, receipt="changed" if changes else "filed")
    db.session.commit()
    return redirect(address, 303)


def _merged(form: ReviewForm, review: Review) -> Merged:
    """What was typed here and what was saved elsewhere meanwhile, together."""
    document = review.document
    return merge(document, form.document(), form.began_from(document, review.version))


def _kept(week: Week, now: datetime) -> ResponseReturnValue:
    db.session.commit()
    flash(_("Saved at %(time)s.", time=f"{now.astimezone(speaker().zone):%H:%M}"))
    return redirect(url_for("reviews.edit", number=week.number), 303)


def _both(week: Week, review: Review, merged: Merged) -> ResponseReturnValue:
    """What could be merged is kept; where both changed the same, the page shows both, and what to do is chosen there."""
    form = ReviewForm.showing(merged.as_typed(), review.version, current_member)
    db.session.commit()
    return _page(week, form, review, conflicts=told(merged)), 409


def _page(week: Week, form: ReviewForm, review: Review | None, focus: str | None = None, **more: object) -> str:
    with db.session.no_autoflush:  # a review that nobody has saved yet stays one
        return render_template("reviews/edit.html", week=week, form=form.be_shown(), review=review, focus=focus or "",
                               strip=week_strip(current_member, clock.now()), **{"conflicts": [], **more})
