"""The page of a session, as it is opened and as it comes back with a form that could not be taken."""
from __future__ import annotations

from datetime import datetime

from flask import render_template, request

from app.cohorts.current import current_member
from app.extensions import db
from app.peer_sessions.forms import hour_of
from app.peer_sessions.forms.outcome import OutcomeForm
from app.peer_sessions.models import PeerSession
from app.peer_sessions.queries import Shown, agenda, shown_of
from app.peer_sessions.queries.outcomes import questions_in
from app.peer_sessions.queries.own_time import own_time_of
from app.questions.models import Question
from app.reviews.models import SECTION_NAMES
from app.reviews.words import section_names
from app.web import clock
from app.web.finding import number


def session_page(session_id: int, template: str = "peer_sessions/show.html", *, form: OutcomeForm | None = None) -> str:
    """The summary, once it is closed. `form` is the one that came back."""
    now = clock.now()
    shown = agenda(session_id, current_member, now)
    speaking = shown.speaking
    review = shown.titles.get(speaking.member_id) if speaking else None
    if shown.state == "closed":
        template = "peer_sessions/summary.html"
    own_time = own_time_of(shown) if shown.session.own_time and shown.state == "open" else None
    there = own_time.together if own_time else shown_of(review[0], shown.session.opened_at) if review else Shown()
    return render_template(template, agenda=shown, session=shown.session, review=review, shown=there, moment=now, section_names=_section_names(),
                           own_time=own_time, hour_form=hour_of(shown.session, current_member.cohort, now) if own_time else None,
                           outcome_form=_form(shown.session, there, form, now) if template.endswith("show.html") else None)


def _form(session: PeerSession, shown: Shown, sent: OutcomeForm | None, now: datetime) -> OutcomeForm | None:
    """For whoever may write down what comes out; `?answer=` names the question that is to be answered."""
    if not session.takes_outcomes_from(current_member, now):
        return None
    questions = {question.id: question.headline for question in shown.questions if question.is_open}
    if sent is not None:
        return sent.within(session, questions | _headline_of(session, sent.question.data or 0, questions), current_member)
    form = OutcomeForm(formdata=None).within(session, questions, current_member)
    if (answering := number(request.args.get("answer"))) in questions:
        form.kind.data, form.question.data = "answer", answering
    return form


def _headline_of(session: PeerSession, question_id: int, questions: dict[int, str]) -> dict[int, str]:
    """Of a question that was chosen while it was shown, and is shown no longer."""
    if not question_id or question_id in questions:
        return {}
    named = questions_in(session, current_member).where(Question.id == question_id).with_only_columns(Question.id, Question.headline)
    return {row.id: row.headline for row in db.session.execute(named)}


def _section_names() -> dict[str, str]:
    """By the section of an entry what the page calls it."""
    names = section_names()
    return {section: names[plural] for plural, section in SECTION_NAMES.items()}
