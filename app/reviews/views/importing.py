"""Bringing a review that was written elsewhere: paste or upload it, look at what went where, then add it to the week's draft."""
from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app.cohorts.current import campers_only, current_member, while_open
from app.cohorts.models import Week
from app.extensions import db, limiter
from app.reviews.forms.importing import MORE_NAMES, SECTION_NAMES, TAKEN, BringForm, CheckForm
from app.reviews.importing import Imported, Unreadable, read
from app.reviews.importing.adding import added
from app.reviews.importing.archive import PACKED_AT_MOST
from app.reviews.importing.pictures import with_pictures
from app.reviews.models import Review
from app.reviews.views.blueprint import bp, week_of
from app.web import clock
from app.web.finding import get_or_404
from app.web.uploads import takes_files
from config import MEGABYTE


def too_large() -> str:
    return _("This file is larger than %(limit)s MB. Export the page of this week alone, or without its pictures.", limit=PACKED_AT_MOST // MEGABYTE)


texts_of_a_person = limiter.shared_limit("20/minute;200/hour", scope="imports by account", key_func=lambda: str(current_user.id), methods=["POST"])


@bp.get("/weeks/<int:number>/review/import")
@campers_only
@while_open
def bring(cohort: str, number: int) -> ResponseReturnValue:
    return _bring_page(get_or_404(week_of(current_member, number)), BringForm(formdata=None))


@bp.post("/weeks/<int:number>/review/import")
@takes_files(at_most=PACKED_AT_MOST + MEGABYTE, sentence=too_large)
@campers_only
@texts_of_a_person
def brought(cohort: str, number: int) -> ResponseReturnValue:
    """Shows what went where; nothing is kept of it yet but its pictures, which only their owner sees."""
    week = get_or_404(week_of(current_member, number))
    form = BringForm()
    if not form.validate():
        return _bring_page(week, form), 422
    try:
        imported = _read(form)
    except Unreadable as wrong:
        return _refused(week, form, wrong.sentence())
    document, missing = with_pictures(imported, current_member, clock.now())
    return _check_page(week, CheckForm.of(document), missing, imported.others)


@bp.post("/weeks/<int:number>/review/import/additions")
@campers_only
def additions(cohort: str, number: int) -> ResponseReturnValue:
    """Adds what was looked at to the review that is being written; it is not filed."""
    week = get_or_404(week_of(current_member, number))
    form = CheckForm()
    if not form.validate():
        return _check_page(week, form.numbered()), 422
    now = clock.now()
    document, remarks = form.brought()
    review = Review.open_for(current_member, week, now)
    try:
        grown = added(review.document, document, remarks, lambda section: str(SECTION_NAMES[section]))
    except Unreadable as wrong:
        form.closing.errors = [wrong.sentence()]
        return _check_page(week, form.numbered()), 422
    review.keep(grown, now)
    db.session.commit()
    flash(_("Added to this week's review. Nobody reads it before you file it."))
    return redirect(url_for("reviews.edit", number=week.number), 303)


def _read(form: BringForm) -> Imported:
    file = request.files.get("file")
    if file is not None and file.filename:
        return read(file.stream.read(PACKED_AT_MOST + 1), file.filename)
    return read((form.text.data or "").encode("utf-8", "surrogatepass"), "")


def _refused(week: Week, form: BringForm, sentence: str) -> ResponseReturnValue:
    file = request.files.get("file")
    (form.file if file is not None and file.filename else form.text).errors = [sentence]
    return _bring_page(week, form), 422


def _bring_page(week: Week, form: BringForm) -> str:
    return render_template("reviews/import.html", week=week, form=form, taken=TAKEN)


def _check_page(week: Week, form: CheckForm, missing: int = 0, others: int = 0) -> str:
    notes: list[str] = []
    if missing:
        notes.append(ngettext("%(num)s picture could not be taken along; its name stays in the text.",
                              "%(num)s pictures could not be taken along; their names stay in the text.", missing))
    if others:
        notes.append(ngettext("This .zip holds %(num)s more review. The latest week is shown; bring the other by itself.",
                              "This .zip holds %(num)s more reviews. The latest week is shown; bring the others one by one.", others))
    with db.session.no_autoflush:  # a review that nobody has saved yet stays one
        return render_template("reviews/import_check.html", week=week, form=form, names=SECTION_NAMES, more_names=MORE_NAMES, notes=notes)
