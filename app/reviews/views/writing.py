"""Writing one's own review of a week: kept while it is written, filed, changed after filing."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cohorts.current import campers_only, current_member, while_open
from app.cohorts.models import Week
from app.extensions import db
from app.reviews.forms import FilingForm, ReviewForm
from app.reviews.models import Document, Merged, Review, Seen, Written, merge
from app.reviews.queries import asked_of, saved, week_strip
from app.reviews.views.beside import beside, keep_words, typed_beside
from app.reviews.views.blueprint import bp, week_of
from app.reviews.views.conflicts import told
from app.web import clock
from app.web.finding import get_or_404
from app.web.templates import speaker

Then = Callable[[Week, Review, datetime], ResponseReturnValue]


@bp.get("/weeks/<int:number>/review")
@campers_only
@while_open
def edit(cohort: str, number: int) -> ResponseReturnValue:
    week = get_or_404(week_of(current_member, number))
    review = saved(current_member, week)
    form = ReviewForm.showing(review.document if review else Document(), review.version if review else 0, current_member)
    return _page(week, form, review)


@bp.post("/weeks/<int:number>/review")
@campers_only
def saving(cohort: str, number: int) -> ResponseReturnValue:
    """Keeps what was typed, for the author alone."""
    return save(number, _kept)


def save(number: int, then: Then, *, files: bool = False, unseen: Then | None = None) -> ResponseReturnValue:
    """Keeps what was typed and goes on with `then`, which commits; where it cannot be kept as it is, the form comes back and tells why.

    Where words came in from elsewhere that the form did not show, it goes on with `unseen`, if there is one.
    """
    week = get_or_404(week_of(current_member, number))
    now = clock.now()
    review = Review.open_for(current_member, week, now, files=files)
    there = review if review.version else None
    form = (FilingForm if files else ReviewForm).sent(review.document, current_member)
    form.take(request.form, review.document)
    focus = form.pressed(request.form)
    typed = typed_beside(week)
    if focus is not None:
        return _page(week, form, there, focus=focus, **typed)
    if not form.validate() or (typed and not typed["words"].validate()):
        return _page(week, form, there, **typed), 422
    keep_words(week, typed, now)
    document = form.document()
    merged = merge(review.document, document, form.began_from(review.document, review.version))
    review.keep(merged.document, now)
    if merged.conflicts:
        return _both(week, review, merged)
    if unseen is not None and Written.in_document(merged.document) != Written.in_document(document):
        return unseen(week, review, now)
    return then(week, review, now)


def as_typed(week: Week, refusing: tuple[str, str]) -> str:
    """The page as it was sent, nothing kept; `refusing` names something carried over and says what is wrong with the word beside it."""
    review = saved(current_member, week)
    form = ReviewForm.sent(review.document if review else Document(), current_member)
    typed = beside(week, request.form)
    typed["words"].refuse(*refusing)
    return _page(week, form, review, **typed)


def _kept(week: Week, review: Review, now: datetime) -> ResponseReturnValue:
    db.session.commit()
    flash(_("Saved at %(time)s.", time=f"{now.astimezone(speaker().zone):%H:%M}"))
    return redirect(url_for("reviews.edit", number=week.number), 303)


def _both(week: Week, review: Review, merged: Merged) -> ResponseReturnValue:
    """What could be merged is kept; where both changed the same, the page shows both, and what to do is chosen there."""
    form = ReviewForm.showing(merged.as_typed(), review.version, current_member, Seen.of(merged.document))
    db.session.commit()
    return _page(week, form, review, conflicts=told(merged)), 409


def _page(week: Week, form: ReviewForm, review: Review | None, focus: str | None = None, **more: object) -> str:
    with db.session.no_autoflush:  # a review that nobody has saved yet stays one
        more = more if "words" in more else {**more, **beside(week)}
        return render_template("reviews/edit.html", week=week, form=form.be_shown(), review=review, focus=focus or "",
                               asked=asked_of(review), strip=week_strip(current_member, clock.now()), **{"conflicts": [], **more})
