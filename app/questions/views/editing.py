"""Saying it otherwise: a question that was asked on its own, a reply; and taking a reply back. Each by its author alone."""
from __future__ import annotations

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import select

from app.cohorts.current import current_member, while_open
from app.extensions import db
from app.questions.addresses import reply_address
from app.questions.forms import TAGS_HINT, EditForm, QuestionEditForm
from app.questions.models import Question, Reply
from app.questions.queries.tags_named import suggested_to
from app.questions.queries.thread import locked_or_404, shown_or_404
from app.questions.sources import row_of
from app.questions.views.blueprint import bp
from app.web import clock
from app.web.differences import marked
from app.web.finding import get_or_404


@dataclass(frozen=True)
class Both:
    """What is typed here and what was saved elsewhere, with what differs marked."""

    mine: Markup
    saved: Markup


@bp.route("/<int:question_id>/edit", methods=["GET", "POST"])
@while_open
def edit(cohort: str, question_id: int) -> ResponseReturnValue:
    """Of a question written in a review its document says what it is: the way leads to its row there."""
    question = _found(question_id)
    if not question.may_be_edited_by(current_member):
        abort(404)
    if (row := row_of(question)) is not None:
        return redirect(row, 303)
    form = QuestionEditForm()
    if not form.is_submitted():
        form.begin_from(question)
        return _question_page(question, form)
    if not form.validate():
        return _question_page(question, form), 422
    if not form.is_about(question):
        form.ask_again(question)
        return _question_page(question, form), 409
    question.tag(form.tag_list)
    question.origin = form.origin.data or None
    question.edit(current_member, form.text.data or "", clock.now())
    db.session.commit()
    return redirect(url_for("questions.show", question_id=question.id), 303)


@bp.route("/<int:question_id>/replies/<int:reply_id>/edit", methods=["GET", "POST"])
@while_open
def edit_reply(cohort: str, question_id: int, reply_id: int) -> ResponseReturnValue:
    question = _found(question_id)
    reply = _own_reply_or_404(question, reply_id)
    form = EditForm()
    if not form.is_submitted():
        form.begin_from(reply)
        return _reply_page(question, reply, form)
    if not form.validate():
        return _reply_page(question, reply, form), 422
    if not form.is_about(reply):
        form.ask_again(reply)
        return _reply_page(question, reply, form), 409
    if form.changes(reply):
        now = clock.now()
        reply.edit(current_member, form.text.data or "", now)
        question.tell_of_edit(reply, current_member, now)
    place = reply_address(question, reply)
    db.session.commit()
    return redirect(place, 303)


@bp.post("/<int:question_id>/replies/<int:reply_id>/withdrawal")
def reply_withdrawal(cohort: str, question_id: int, reply_id: int) -> ResponseReturnValue:
    question = locked_or_404(question_id, current_member)
    reply = get_or_404(select(Reply).where(Reply.id == reply_id, Reply.question_id == question.id, Reply.author_id == current_member.id))
    question.retract(reply, current_member, clock.now())
    db.session.commit()
    flash(_("Your reply is taken back."))
    return redirect(url_for("questions.show", question_id=question.id), 303)


def _found(question_id: int) -> Question:
    """Locked where something is sent: its replies are changed under its lock, too."""
    return (locked_or_404 if request.method == "POST" else shown_or_404)(question_id, current_member)


def _own_reply_or_404(question: Question, reply_id: int) -> Reply:
    reply = get_or_404(select(Reply).where(Reply.id == reply_id, Reply.question_id == question.id, Reply.author_id == current_member.id))
    if not reply.may_be_edited_by(current_member):
        abort(404)
    return reply


def _question_page(question: Question, form: QuestionEditForm) -> str:
    return render_template("questions/edit.html", question=question, reply=None, form=form, both=_both(form, question), tags_hint=TAGS_HINT,
                           tags_offered=suggested_to(current_member))


def _reply_page(question: Question, reply: Reply, form: EditForm) -> str:
    return render_template("questions/edit.html", question=question, reply=reply, form=form, both=_both(form, reply))


def _both(form: EditForm, thing: Question | Reply) -> Both | None:
    if not form.is_stale:
        return None
    saved, mine = marked(thing.text, form.text.data or "")
    return Both(mine, saved)
