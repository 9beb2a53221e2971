"""Remarks on a review: left, said otherwise, taken back."""
from __future__ import annotations

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from app.cohorts.current import current_member
from app.comments.forms import CommentForm, EditForm
from app.comments.models import Comment, StaleComment
from app.extensions import db
from app.notifications.models import notify
from app.reviews.models import Review
from app.reviews.queries import sheet
from app.reviews.views.blueprint import bp
from app.reviews.views.reading import reading_page
from app.uploads import add_uses
from app.web import clock, markdown
from app.web.finding import lock_or_404


@bp.post("/reviews/<int:review_id>/comments")
def comments(cohort: str, review_id: int) -> ResponseReturnValue:
    review = lock_or_404(Review.visible_to(current_member).where(Review.id == review_id))
    form = CommentForm()
    shown = sheet(review_id, current_member)
    if not shown.takes_comments_on(form.on.data or ""):
        abort(404)
    if not form.validate():
        return reading_page(shown, form), 422
    now = clock.now()
    kind, _dash, number = (form.on.data or "").partition("-")
    comment = Comment.written_by(current_member, form.text.data or "", now, review_id=review.id, once=form.once.data,
                                 entry_id=int(number) if kind == "entry" else None, question_id=int(number) if kind == "question" else None)
    _tell_author(review, comment)
    address = url_for("reviews.show", review_id=review.id, _anchor=f"comment-{comment.id}")
    db.session.commit()
    return redirect(address, 303)


@bp.post("/reviews/<int:review_id>/comments/<int:comment_id>")
def comment(cohort: str, review_id: int, comment_id: int) -> ResponseReturnValue:
    """Says it otherwise. Whoever was told of the remark is not told again."""
    found = _own_comment_or_404(review_id, comment_id)
    shown = sheet(review_id, current_member)
    if shown.own_comment(comment_id) is None:
        abort(404)
    form = EditForm()
    if not form.validate():
        return reading_page(shown, edit_form=form.placed(found)), 422
    try:
        found.edit(form.text.data or "", form.version.data or 0, clock.now())
    except StaleComment as stale:
        return reading_page(shown, edit_form=form.placed(found, is_stale=True)), stale.status
    add_uses("comment", found.id, [found.text], current_member)  # what it said before can still be read
    address = url_for("reviews.show", review_id=review_id, _anchor=f"comment-{comment_id}")
    db.session.commit()
    return redirect(address, 303)


@bp.post("/reviews/<int:review_id>/comments/<int:comment_id>/withdrawal")
def comment_withdrawal(cohort: str, review_id: int, comment_id: int) -> ResponseReturnValue:
    found = _own_comment_or_404(review_id, comment_id)
    found.withdraw(clock.now())
    address = url_for("reviews.show", review_id=review_id, _anchor=found.subject or "comments")
    db.session.commit()
    flash(_("Your comment is withdrawn."))
    return redirect(address, 303)


def _own_comment_or_404(review_id: int, comment_id: int) -> Comment:
    """A remark of the reader's own on a review that they may read, locked."""
    readable = Review.visible_to(current_member).where(Review.id == review_id).with_only_columns(Review.id)
    return lock_or_404(select(Comment).where(Comment.id == comment_id, Comment.review_id.in_(readable), Comment.author_id == current_member.id))


def _tell_author(review: Review, comment: Comment) -> None:
    if review.is_by(current_member):
        return
    notify([review.author_id], "comment", cohort_id=review.cohort_id, source=f"comment:{comment.id}",
           address=f"reviews/{review.id}#comment-{comment.id}", about=review.title, actor=current_member,
           excerpt=markdown.plain(comment.text, 200), now=comment.written_at)
