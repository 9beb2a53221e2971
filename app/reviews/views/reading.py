"""Reading a review, with what others said in its margin."""
from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.current import current_member
from app.comments.forms import CommentForm, EditForm
from app.reviews.queries import Sheet, sheet, week_strip
from app.reviews.views.blueprint import bp
from app.web import clock


@bp.get("/reviews/<int:review_id>")
def show(cohort: str, review_id: int) -> ResponseReturnValue:
    shown = sheet(review_id, current_member)
    if not shown.review.is_filed:  # nothing of it is published; only its author gets here
        return redirect(url_for("reviews.as_it_will_look", number=shown.review.week.number), 303)
    on = request.args.get("on")
    form = CommentForm(formdata=None, on=on) if on is not None and shown.takes_comments_on(on) else None
    return reading_page(shown, form, _edit_form(shown))


def _edit_form(shown: Sheet) -> EditForm | None:
    comment = shown.own_comment(request.args.get("edit", type=int))
    return EditForm(formdata=None, obj=comment).placed(comment) if comment else None


def reading_page(shown: Sheet, form: CommentForm | None = None, edit_form: EditForm | None = None) -> str:
    """The sheet; with a form, that form stands where its remark will or does."""
    receipt = request.args.get("receipt", "") if shown.review.is_by(current_member) else ""
    return render_template("reviews/show.html", sheet=shown, review=shown.review, comment_form=form.placed() if form else None,
                           edit_form=edit_form, receipt=receipt, strip=week_strip(current_member, clock.now()))
