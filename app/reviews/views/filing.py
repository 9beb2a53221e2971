"""Filing: told before what it does, done, told after; changes thrown away; taken back."""
from __future__ import annotations

from datetime import datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from app.cohorts.current import campers_only, current_member, while_open
from app.cohorts.models import Week
from app.extensions import db
from app.reviews.forms import FilingForm
from app.reviews.models import Review, ReviewVersion
from app.reviews.models.outlook import Outlook
from app.reviews.queries import unpublished, week_strip
from app.reviews.views.blueprint import bp, week_of
from app.reviews.views.writing import save
from app.web import clock
from app.web.finding import get_or_404, lock_or_404


@bp.get("/weeks/<int:number>/review/filing")
@campers_only
@while_open
def before_filing(cohort: str, number: int) -> ResponseReturnValue:
    """What pressing the button there will do with what is saved: whom it asks what, and who will read it."""
    week = get_or_404(week_of(current_member, number))
    review = unpublished(current_member, week)
    return redirect(_elsewhere(week, review), 303) if review is None or _has_nothing_new(review) else _before(week, review)


@bp.post("/weeks/<int:number>/review/filing")
@campers_only
def filing(cohort: str, number: int) -> ResponseReturnValue:
    """Files it; of a review that is filed already the changes are published.

    `told` says what its author has seen of it: "yes", the open form has told what it will do; "saved", the page before filing has, of what is saved
    as `version`. Without it, what was typed is kept, and that page comes first.
    """
    told = request.form.get("told")
    if told == "saved":
        return _file_saved(number)
    return save(number, _file, files=True, unseen=_tell_what_is_newer) if told == "yes" else save(number, _tell_first, files=True)


@bp.post("/weeks/<int:number>/review/discarding")
@campers_only
def discarding(cohort: str, number: int) -> ResponseReturnValue:
    """Of a filed review: what was changed is not to be published after all. It stays among its versions, with what was typed last."""
    if "title" in request.form:
        return save(number, _throw_away)
    week = get_or_404(week_of(current_member, number))
    now = clock.now()
    return _throw_away(week, Review.open_for(current_member, week, now), now)


@bp.post("/weeks/<int:number>/review/unfiling")
@campers_only
def unfiling(cohort: str, number: int) -> ResponseReturnValue:
    """While nobody has said anything to it: a draft again, which nobody else reads."""
    week = get_or_404(week_of(current_member, number))
    review = lock_or_404(Review.of(current_member, week).options(Review.with_draft()))
    if review.is_filed:
        review.load_rows(lock=True)
        review.unfile(clock.now())
        db.session.commit()
        flash(_("Taken back. Only you see it now, and you can file it again whenever you like."))
    return redirect(url_for("reviews.edit", number=week.number), 303)


def _file(week: Week, review: Review, now: datetime) -> ResponseReturnValue:
    changes = review.is_filed
    review.publish(current_member, now)
    db.session.flush()
    address = url_for("reviews.show", review_id=review.id, receipt="changed" if changes else "filed")
    db.session.commit()
    return redirect(address, 303)


def _tell_first(week: Week, review: Review, now: datetime) -> ResponseReturnValue:
    nothing_new = _has_nothing_new(review)
    db.session.flush()
    address = _elsewhere(week, review) if nothing_new else url_for("reviews.before_filing", number=week.number)
    db.session.commit()
    return redirect(address, 303)


def _tell_what_is_newer(week: Week, review: Review, now: datetime) -> ResponseReturnValue:
    """The open form has told of what it showed; there is more by now."""
    if _has_nothing_new(review):  # pressed twice
        return _file(week, review, now)
    db.session.commit()
    return _before(week, review, is_newer=True), 409


def _file_saved(number: int) -> ResponseReturnValue:
    week = get_or_404(week_of(current_member, number))
    review = lock_or_404(Review.of(current_member, week).options(Review.with_draft()))
    if review.is_filed:
        review.load_rows(lock=True)
    else:
        review.load_document()
    if _has_nothing_new(review):  # pressed twice
        return redirect(url_for("reviews.show", review_id=review.id, receipt="filed"), 303)
    if str(review.version) != request.form.get("version"):
        return _before(week, review, is_newer=True), 409
    if not FilingForm.checked(review.document, current_member).validate():
        return _before(week, review), 422
    return _file(week, review, clock.now())


def _throw_away(week: Week, review: Review, now: datetime) -> ResponseReturnValue:
    if not review.is_filed:
        abort(404)
    if review.draft is not None:
        flash(_with_link(_("Your changes are put aside: what is filed stays as it is."), review.throw_away(now)))
    address = url_for("reviews.show", review_id=review.id)
    db.session.commit()
    return redirect(address, 303)


def _with_link(sentence: str, aside: ReviewVersion | None) -> str | Markup:
    """The sentence, and the way to what was put aside."""
    if aside is None:
        return sentence
    address = url_for("reviews.one_version", review_id=aside.review_id, version_number=aside.number)
    return Markup('{} <a href="{}">{}</a>').format(sentence, address, _("Look at them"))


def _before(week: Week, review: Review, is_newer: bool = False) -> str:
    form = FilingForm.checked(review.document, current_member)
    form.validate()
    return render_template("reviews/filing.html", week=week, review=review, form=form.be_shown(), outlook=Outlook.of(review), is_newer=is_newer,
                           strip=week_strip(current_member, clock.now()))


def _has_nothing_new(review: Review) -> bool:
    return review.is_filed and review.draft is None


def _elsewhere(week: Week, review: Review | None) -> str:
    return url_for("reviews.show", review_id=review.id) if review and review.is_filed else url_for("reviews.edit", number=week.number)
