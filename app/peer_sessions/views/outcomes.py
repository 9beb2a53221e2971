"""What came out of it is written down, settled, taken back; on the page of the session, in the middle of it."""
from __future__ import annotations

from datetime import datetime

from flask import abort, jsonify
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from app.cohorts.current import campers_only, current_member
from app.extensions import db
from app.peer_sessions.forms.outcome import OutcomeForm
from app.peer_sessions.models import Outcome, PeerSession
from app.peer_sessions.queries.outcomes import questions_in
from app.peer_sessions.views.blueprint import bp
from app.peer_sessions.views.page import session_page
from app.peer_sessions.views.within import back_to, locked_or_404, pressed
from app.questions.models import Question, Reply
from app.reviews.forms.capture import laid_out
from app.reviews.models import Review
from app.web import clock
from app.web.errors import asks_for_json
from app.web.finding import get_or_404, lock_or_404


@bp.post("/<int:session_id>/outcomes")
@campers_only
def outcomes(cohort: str, session_id: int) -> ResponseReturnValue:
    """Sent by script it is told as JSON what could not be taken, so that the page stays as it is."""
    session, now = locked_or_404(session_id), clock.now()
    form = OutcomeForm().within(session, {}, current_member)
    session.must_be_open_for(current_member, now)
    if not form.validate() or not _noted(session, form, now):
        return _refused(session, form)
    db.session.commit()
    return back_to(session)


@bp.post("/<int:session_id>/outcomes/<int:outcome_id>/withdrawal")
@campers_only
def outcome_withdrawal(cohort: str, session_id: int, outcome_id: int) -> ResponseReturnValue:
    return pressed(session_id, lambda session: session.take_back(_outcome_or_404(session, outcome_id), current_member, clock.now()))


@bp.post("/<int:session_id>/outcomes/<int:outcome_id>/acceptance")
@campers_only
def outcome_acceptance(cohort: str, session_id: int, outcome_id: int) -> ResponseReturnValue:
    """The asker says of an answer that was written down here that it settles the question."""
    return pressed(session_id, lambda session: _settle(session, _outcome_or_404(session, outcome_id)))


def _settle(session: PeerSession, outcome: Outcome) -> None:
    question = lock_or_404(questions_in(session, current_member).where(Question.id == outcome.question_id))
    reply = get_or_404(select(Reply).where(Reply.question_id == question.id, Reply.id == outcome.reply_id))
    session.settle(question, reply, current_member, clock.now())


def _outcome_or_404(session: PeerSession, outcome_id: int) -> Outcome:
    return get_or_404(select(Outcome).where(Outcome.session_id == session.id, Outcome.id == outcome_id))


def _noted(session: PeerSession, form: OutcomeForm, now: datetime) -> bool:
    """False where the question that it is about is not there to be answered (any more)."""
    text, once = form.text.data or "", form.once.data
    if form.left.data:
        return _left(session, form, now)
    if form.kind.data == "answer":
        return _answered(session, form, now)
    if form.kind.data == "question":
        session.note_question(text, current_member, now, once=once)
    elif form.kind.data == "resource":
        session.note_resource(text, laid_out(text), session.concerned_by(text, form.chosen, current_member), current_member, now, once=once)
    else:
        speaking = form.here.get(session.speaker_id or 0, current_member)
        session.note_decision(text, session.concerned_by(text, form.chosen, speaking), current_member, now, once=once)
    return True


def _answered(session: PeerSession, form: OutcomeForm, now: datetime) -> bool:
    question = _locked(session, form.question.data)
    if question is None:
        form.question.errors = [_("This question is not open here any more. Please choose another one, or write it down as something else.")]
        return False
    session.note_answer(question, form.speaker, form.text.data or "", current_member, now, settles=form.settles.data, once=form.once.data)
    return True


def _left(session: PeerSession, form: OutcomeForm, now: datetime) -> bool:
    """Whoever asked it has its review locked before it, as when a review is filed."""
    author_id = db.session.scalar(questions_in(session, current_member).where(Question.id == form.left.data).with_only_columns(Question.author_id))
    review = Review.open_for(current_member, session.week, now) if author_id == current_member.id else None
    question = _locked(session, form.left.data)
    if question is None:
        abort(404)
    session.leave_to_mentors(question, review, current_member, now, once=form.once.data)
    return True


def _locked(session: PeerSession, question_id: int) -> Question | None:
    rows = questions_in(session, current_member).where(Question.id == question_id).with_for_update(of=Question, key_share=True)
    return db.session.scalar(rows.execution_options(populate_existing=True)) if question_id else None


def _refused(session: PeerSession, form: OutcomeForm) -> ResponseReturnValue:
    if asks_for_json():
        fields = {name: " ".join(str(error) for error in errors) for name, errors in form.errors.items() if name}
        return jsonify(sentence=" ".join(fields.values()), fields=fields), 422
    with db.session.no_autoflush:
        return session_page(session.id, form=form), 422
