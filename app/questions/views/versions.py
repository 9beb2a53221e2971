"""What a question and its replies said before."""
from __future__ import annotations

from flask import render_template, request

from app.cohorts.current import current_member
from app.questions.queries.thread import shown_or_404
from app.questions.queries.versions import A_PAGE, edited_in
from app.questions.views.blueprint import bp
from app.questions.views.numbers import MOST, number_in


@bp.get("/<int:question_id>/versions")
def versions(cohort: str, question_id: int) -> str:
    """All of the thread, after the place `beyond`; with `of` (a place in it) that text alone, from `skip` steps back on."""
    question = shown_or_404(question_id, current_member)
    place = _place()
    record = edited_in(question, current_member, place=place, skip=number_in("skip") if place is not None else 0, beyond=number_in("beyond"))
    return render_template("questions/versions.html", question=question, edited=record.edited, later=record.later, a_page=A_PAGE)


def _place() -> int | None:
    """0 is the question itself."""
    number = request.args.get("of", type=int)
    return number if number is not None and 0 <= number <= MOST else None
