"""The page of one question, as it is and with what could not be taken."""
from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.cohorts.current import current_member
from app.questions.forms import OwnAnswerForm, ReopeningForm, ReplyForm, reopening_form_for, reply_form_for
from app.questions.models import Question, SavedElsewhere
from app.questions.queries.claim import claim_told
from app.questions.queries.readers_own import Kept
from app.questions.queries.replies import place_of
from app.questions.queries.thread import Thread, thread_of
from app.questions.quoting import added, quoted
from app.questions.views.numbers import number_in
from app.questions.views.posting import tell
from app.web import clock
from app.web.finding import LARGEST_ID
from app.web.templates import speaker


def question_page(
    question: Question, reply: ReplyForm | None = None, reopening: ReopeningForm | None = None, *, between: str = "",
    elsewhere: SavedElsewhere | None = None, own_answer: OwnAnswerForm | None = None,
) -> ResponseReturnValue:
    """`question` found by `shown_or_404`; a form that is given is shown with its errors, and the answer is 422.

    Of a reply, `between` says what came in between and `elsewhere` what another page saved: then the answer is 409.
    """
    thread = thread_of(question, current_member, clock.now(), place=_place(question), skip=number_in("history"))
    once_more = (reopening or reopening_form_for(question)(formdata=None)) if question.may_be_reopened_by(current_member) else None
    form = reply if reply is not None else _begun(question, thread)
    tell(form, question, thread.replies.last_id)
    found_out = question.may_be_found_out_by(current_member)
    own = own_answer or (OwnAnswerForm(formdata=None, own_answer=question.own_answer) if found_out else None)
    page = render_template("questions/show.html", thread=thread, question=question, reopening_form=once_more, reply_form=form, between=between,
                           elsewhere=elsewhere, is_back=reply is not None, own_answer_form=own, claim=claim_told(question, current_member, speaker()))
    return page, 409 if between or elsewhere else 422 if reply or reopening or own_answer else 200


def _begun(question: Question, thread: Thread) -> ReplyForm:
    """With what its reader was writing, and under it what they chose to cite."""
    may_write = question.may_be_replied_to_by(current_member) and not current_member.cohort.is_archived
    kept = thread.own.draft if may_write else Kept()
    quote = quoted(question, thread.replies, request.args.get("quote", "")) if may_write else ""
    return reply_form_for(question, current_member)(formdata=None, text=added(kept.text, quote), version=str(kept.version))


def _place(question: Question) -> int:
    """Where in the thread the address leads: to a place (`from`) or to a reply (`reply`, its number); else to the beginning."""
    if reply_id := number_in("reply", LARGEST_ID):
        return place_of(question.id, reply_id)
    return max(number_in("from"), 1)
