"""One of four words to a review, an entry or a remark. Nobody is told and nothing is counted: it is there for whoever reads."""
from __future__ import annotations

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.current import current_member
from app.comments.forms import ReactionForm
from app.comments.models import Reaction
from app.extensions import db
from app.reviews.models import Review
from app.reviews.queries import sheet
from app.reviews.views.blueprint import bp
from app.web import clock
from app.web.finding import lock_or_404


@bp.post("/reviews/<int:review_id>/reactions")
def reactions(cohort: str, review_id: int) -> ResponseReturnValue:
    review = lock_or_404(Review.visible_to(current_member).where(Review.id == review_id))
    form = ReactionForm()
    subject = form.on.data or ""
    if not sheet(review_id, current_member).takes_words_on(subject):
        abort(404)
    if not form.validate() or bool(form.give.data) == bool(form.take.data):
        abort(400)
    kind, _dash, number = subject.partition("-")
    on = {"review_id": review.id, "entry_id": int(number) if kind == "entry" else None, "comment_id": int(number) if kind == "comment" else None}
    if form.give.data:
        Reaction.give(current_member, form.give.data, clock.now(), **on)
    else:
        Reaction.take_back(current_member, form.take.data or "", **on)
    address = url_for("reviews.show", review_id=review.id, _anchor=f"words-on-{subject}")
    db.session.commit()
    return redirect(address, 303)
