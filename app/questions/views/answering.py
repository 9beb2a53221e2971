"""The page on which a question is answered: the mentor's desk."""
from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Row

from app.cohorts.current import current_member, mentors_only, while_open
from app.questions.forms import GuidesReplyForm
from app.questions.models import Question, SavedElsewhere
from app.questions.queries.claim import claim_told
from app.questions.queries.desk import desk_for, found_with_beside
from app.questions.queries.thread import locked_to_reply
from app.questions.views.blueprint import bp
from app.questions.views.page import question_page
from app.questions.views.posting import came_between, post, tell
from app.web.forms import tidy
from app.web.templates import speaker


@bp.get("/<int:question_id>/answer")
@mentors_only
@while_open
def answer(cohort: str, question_id: int) -> ResponseReturnValue:
    """Reading it takes nothing: a claim is made by its button, or by writing."""
    beside = found_with_beside(question_id, current_member)
    question = beside.Question
    if question.is_by(current_member) or question.is_closed:
        return redirect(url_for("questions.show", question_id=question.id), 303)
    return answer_page(question, query=tidy(request.args.get("same", "")[:200].replace("\x00", "")), beside=beside)


@bp.post("/<int:question_id>/answer")
@mentors_only
def answers(cohort: str, question_id: int) -> ResponseReturnValue:
    """Posted, unless something came in between that its author was not told of: then the page comes back with it, and what was typed."""
    question = locked_to_reply(question_id, current_member)
    form = GuidesReplyForm()
    if not form.validate():
        return answer_page(question, form, 422)
    if between := came_between(question, form):
        if question.is_closed:
            return question_page(question, reply=form, between=between)
        return answer_page(question, form, 409, between=between)
    return post(question, form)


def answer_page(
    question: Question, form: GuidesReplyForm | None = None, status: int = 200, *, query: str = "", between: str = "",
    elsewhere: SavedElsewhere | None = None, beside: Row[Any] | None = None,
) -> ResponseReturnValue:
    """`question` found by `shown_or_404`. A form that is given is shown as it was typed; `between` says what came in between, `elsewhere` what another
    page saved."""
    desk = desk_for(question, current_member, query, beside)
    claim = claim_told(question, current_member, speaker())
    shown = form if form is not None else GuidesReplyForm(formdata=None, text=desk.draft.text, version=str(desk.draft.version))
    tell(shown, question, max((reply.id for reply in desk.replies), default=0))
    page = render_template("questions/answer.html", desk=desk, question=question, reply_form=shown, claim=claim, between=between, elsewhere=elsewhere,
                           is_back=form is not None)
    return page, status
