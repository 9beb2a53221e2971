"""Noting something down during the week, from whatever page one is on: it waits in this week's review."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from app.cohorts.calendar import current_week, has_begun, is_over
from app.cohorts.current import campers_only, current_member, while_open
from app.extensions import db
from app.reviews.forms.capture import CaptureForm
from app.reviews.models import Review, SectionFull
from app.reviews.views.blueprint import bp
from app.web import clock
from app.web.back import way_back
from app.web.errors import asks_for_json
from app.web.finding import get_or_404


@bp.app_context_processor
def on_every_page() -> dict[str, Callable[[], CaptureForm | None]]:
    return {"capture_form": capture_form}


def capture_form() -> CaptureForm | None:
    """The form that stands on every page of a camper while their cohort runs. It asks the database for nothing."""
    member, now = g.get("member"), clock.now()
    if member is None or not member.is_camper or member.cohort.is_archived:
        return None
    return CaptureForm(formdata=None) if has_begun(member.cohort, now) and not is_over(member.cohort, now) else None


@bp.get("/captures/new")
@campers_only
@while_open
def new_capture(cohort: str) -> ResponseReturnValue:
    return _page(CaptureForm(formdata=None))


@bp.post("/captures")
@campers_only
def captures(cohort: str) -> ResponseReturnValue:
    """Into this week's document; before the first week into the first's, after the last into the last's."""
    form = CaptureForm()
    if not form.validate():
        return _refused(form)
    now = clock.now()
    week = get_or_404(current_week(current_member.cohort, now))
    review = Review.open_for(current_member, week, now)
    try:
        review.take_in([form.row()], now)
    except SectionFull as full:
        form.line.errors = [full.sentence()]
        return _refused(form)
    said, href = _said(review.filed_at), url_for("reviews.edit", number=week.number)
    db.session.commit()
    if asks_for_json():
        return jsonify(said=said, href=href, once=CaptureForm(formdata=None).once.data)
    flash(Markup('{} · <a href="{}">{}</a>').format(said, href, _("Open it")))
    return redirect(way_back(current_member.cohort.slug, url_for("home.this_week")), 303)


def _said(filed_at: datetime | None) -> str:
    if filed_at:
        return _("Noted among the changes to this week's review, which is filed. Others read it once you publish them.")
    return _("Noted in this week's review.")


def _refused(form: CaptureForm) -> ResponseReturnValue:
    if asks_for_json():
        return jsonify(sentence=" ".join(str(error) for errors in form.errors.values() for error in errors)), 422
    return _page(form), 422


def _page(form: CaptureForm) -> str:
    with db.session.no_autoflush:
        return render_template("reviews/new_capture.html", form=form, back=request.form.get("back", ""))
