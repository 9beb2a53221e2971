"""Reading a review, with what others remarked in its margin."""
from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.cohorts.current import current_member
from app.comments.forms import CommentForm
from app.reviews.queries import Sheet, sheet, week_strip
from app.reviews.views.blueprint import bp
from app.web import clock


@bp.get("/reviews/<int:review_id>")
def show(cohort: str, review_id: int) -> ResponseReturnValue:
    shown = sheet(review_id, current_member)
    on = request.args.get("on")
    form = CommentForm(formdata=None, on=on) if on is not None and shown.takes_comments_on(on) else None
    return reading_page(shown, form)


def reading_page(shown: Sheet, form: CommentForm | None = None) -> str:
    """The sheet; with a form, that form stands where its remark will."""
    receipt = request.args.get("receipt", "") if shown.review.is_by(current_member) else ""
    return render_template("reviews/show.html", sheet=shown, review=shown.review, comment_form=form.placed() if form else None, receipt=receipt,
                           strip=week_strip(current_member, clock.now()))
