"""What a question and its replies said before."""
from __future__ import annotations

from flask import render_template, request
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.cohorts.current import current_member
from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import Reply
from app.questions.queries.thread import shown_or_404
from app.questions.queries.versions import A_PAGE, edited_in
from app.questions.views.blueprint import bp

MOST = 100_000  # places and steps; no thread has as many


@bp.get("/<int:question_id>/versions")
def versions(cohort: str, question_id: int) -> str:
    """All of the thread; with `of` (a place in it) that text alone, from `skip` steps back on."""
    question = shown_or_404(question_id, current_member)
    replies = db.session.scalars(select(Reply).where(Reply.question_id == question.id).order_by(Reply.id)
                                 .options(joinedload(Reply.author).joinedload(Membership.account))).all()
    place = _number("of")
    edited = edited_in(question, replies, current_member, place=place, skip=_number("skip") or 0 if place is not None else 0)
    return render_template("questions/versions.html", question=question, edited=edited, a_page=A_PAGE)


def _number(name: str) -> int | None:
    number = request.args.get(name, type=int)
    return number if number is not None and 0 <= number <= MOST else None
