"""Two questions side by side, before one is closed as the same as the other."""
from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.current import current_member, while_open
from app.questions.queries.replies import latest_of
from app.questions.queries.similar import find_for, similar_for
from app.questions.queries.thread import shown_or_404
from app.questions.views.blueprint import bp
from app.questions.views.closing import is_address, named
from app.web.finding import LARGEST_ID
from app.web.forms import tidy


@bp.get("/<int:question_id>/closing")
@while_open
def same_as(cohort: str, question_id: int) -> ResponseReturnValue:
    """With `original` both whole, and the button; without, where to look for it (`q`)."""
    question = shown_or_404(question_id, current_member)
    if not question.may_be_closed_by(current_member):
        if question.is_closed or not question.is_open:
            return redirect(url_for("questions.show", question_id=question.id), 303)
        abort(404)
    number = request.args.get("original", type=int)
    if number is None:
        if (number := named(request.args.get("q", ""))[1]) and is_address(request.args.get("q", "")):
            return redirect(url_for("questions.same_as", question_id=question.id, original=number), 303)
        query = tidy(request.args.get("q", "")[:200].replace("\x00", ""))
        found = find_for(current_member, query, but=[question.id]) if query else similar_for(current_member, question.text, but=[question.id])
        return render_template("questions/same.html", question=question, query=query,
                               found=[each for each in found if each.cohort_name is None], fault="")
    if not 0 < number <= LARGEST_ID:
        abort(404)
    original = shown_or_404(number, current_member)
    return render_template("questions/beside.html", question=question, original=original, replies=latest_of([question.id, original.id]))
