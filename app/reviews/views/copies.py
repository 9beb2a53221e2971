"""Copies of one's own reviews to take along: of one, a draft too, as Markdown or JSON; of all in this cohort as a zip."""
from __future__ import annotations

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.cohorts.current import current_member
from app.extensions import limiter
from app.reviews import exporting
from app.reviews.exporting import Kept
from app.reviews.models import Review
from app.reviews.views.blueprint import bp
from app.web import language
from app.web.copies import as_file
from app.web.finding import get_or_404

# A zip of a year with its pictures takes some seconds.
zips_of_a_person = limiter.shared_limit("20/hour", scope="zips by account", key_func=lambda: str(current_user.id))


@bp.get("/reviews/<int:review_id>/markdown")
def as_markdown(cohort: str, review_id: int) -> Response:
    review = _own(review_id)
    review.load_document()
    kept = Kept(review, current_member.cohort)
    text = exporting.markdown(review.document, kept.occasion, language.chosen())
    return as_file(text, f"{_name(kept)}.md", "text/markdown")


@bp.get("/reviews/<int:review_id>/json")
def as_json(cohort: str, review_id: int) -> Response:
    review = _own(review_id)
    review.load_rows()
    (kept,) = exporting.with_replies([review], current_member)
    return as_file(exporting.record(kept), f"{_name(kept)}.json", "application/json")


@bp.get("/reviews/mine.zip")
@zips_of_a_person
def mine(cohort: str) -> ResponseReturnValue:
    archive = exporting.archive(current_member, language.chosen())
    if archive is None:
        flash(_("You have not written a review here yet."))
        return redirect(url_for("home.this_week"), 303)
    name = exporting.file_name(_("My reviews"), current_member.cohort.name)
    return as_file(archive, f"{name}.zip", "application/zip")


def _own(review_id: int) -> Review:
    return get_or_404(exporting.own(current_member).where(Review.id == review_id))


def _name(kept: Kept) -> str:
    return exporting.file_name(kept.cohort.name, _("Week %(number)s", number=kept.review.week.number), kept.review.document.title)
