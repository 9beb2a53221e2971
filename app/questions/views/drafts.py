"""A reply while it is written: saved by the open page (js/drafting.js), or by a button without script."""
from __future__ import annotations

from dataclasses import asdict

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from app.cohorts.current import current_member, while_open
from app.extensions import db
from app.questions.forms import DraftForm, GuidesReplyForm, reply_form_for
from app.questions.models import Question, ReplyDraft, SavedElsewhere
from app.questions.queries.claim import claim_told
from app.questions.queries.readers_own import draft_of
from app.questions.queries.thread import shown_or_404
from app.questions.views.answering import answer_page
from app.questions.views.blueprint import bp
from app.questions.views.page import question_page
from app.web import clock, markdown
from app.web.errors import asks_for_json
from app.web.finding import get_or_404, lock_or_404
from app.web.templates import speaker


@bp.post("/<int:question_id>/draft")
def draft(cohort: str, question_id: int) -> ResponseReturnValue:
    """200 when it is kept; 409 when another page saved something else since, 422 when it cannot be kept as it is.

    To whoever answers for the cohort it also says who holds the question: writing renews their claim, and takes it again where it ran out and is free.
    """
    question = lock_or_404(Question.listed_for(current_member).where(Question.id == question_id))
    form, now = DraftForm(), clock.now()
    text = form.text.data or ""
    if not form.validate():
        return _refused(question_id, form)
    if not ReplyDraft.was_posted(current_member, form.once.data or ""):
        try:
            if text or form.begun_from:
                ReplyDraft.keep(question.id, current_member, text, form.begun_from, now)
        except SavedElsewhere as other:
            return _conflicted(question, other)
        if text and "leaving" not in request.form:
            question.hold(current_member, now)
    db.session.commit()
    return jsonify(_told(question)) if asks_for_json() else redirect(_way_on(question_id), 303)


@bp.get("/<int:question_id>/draft")
def draft_state(cohort: str, question_id: int) -> ResponseReturnValue:
    """What is saved, for a page that has lost touch: whose it is, the text, a token to send with; whether what it holds was posted (`once`)."""
    question = get_or_404(Question.listed_for(current_member).where(Question.id == question_id))
    kept, posted = draft_of(question.id, current_member), ReplyDraft.was_posted(current_member, request.args.get("once", "")[:40].replace("\x00", ""))
    answer = jsonify(account=current_member.account_id, version=kept.version, text=kept.text, posted=posted, csrf_token=generate_csrf())
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get("/<int:question_id>/draft/preview")
@while_open
def draft_preview(cohort: str, question_id: int) -> str:
    """How what is saved will look; only its author gets here."""
    question = shown_or_404(question_id, current_member)
    kept = draft_of(question.id, current_member)
    return render_template("questions/preview.html", question=question, html=markdown.render(kept.text))


def _told(question: Question) -> dict[str, object]:
    kept = draft_of(question.id, current_member)
    saved = f"{kept.saved_at.astimezone(speaker().zone):%H:%M}" if kept.saved_at else ""
    claim = asdict(claim_told(question, current_member, speaker())) if current_member.guides else None
    return {"version": kept.version, "saved": saved, "claim": claim}


def _refused(question_id: int, form: DraftForm) -> ResponseReturnValue:
    if asks_for_json():
        return jsonify(sentence=next((str(message) for messages in form.errors.values() for message in messages), "")), 422
    return _writing_page(question_id, 422)


def _conflicted(question: Question, other: SavedElsewhere) -> ResponseReturnValue:
    """Both texts are shown; the one that is saved next stands."""
    if asks_for_json():
        question.hold(current_member, clock.now())
        db.session.commit()
        return jsonify({**_told(question), "text": other.text, "version": other.version}), 409
    return _writing_page(question.id, 409, other)


def _writing_page(question_id: int, status: int, other: SavedElsewhere | None = None) -> ResponseReturnValue:
    """The page on which it was written, with what was typed."""
    question = shown_or_404(question_id, current_member)
    form = reply_form_for(question, current_member)()
    if other is not None:
        form.version.raw_data = [str(other.version)]
        form.version.data = str(other.version)
    else:
        form.validate()
    if request.form.get("on") == "answer" and isinstance(form, GuidesReplyForm):
        return answer_page(question, form, status, elsewhere=other)
    return question_page(question, reply=form, elsewhere=other)


def _way_on(question_id: int) -> str:
    """Where the button of a page without script leads: the preview, the search beside the text, or back to it."""
    if request.form.get("then") == "preview":
        return url_for("questions.draft_preview", question_id=question_id)
    if request.form.get("on") == "answer" and current_member.guides:
        same = request.form.get("same", "")[:200] if request.form.get("then") == "same" else None
        return url_for("questions.answer", question_id=question_id, same=same, _anchor="same" if same else "reply")
    return url_for("questions.show", question_id=question_id, _anchor="reply")
