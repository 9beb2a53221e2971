"""The list, one question, asking one."""
from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cohorts.calendar import current_week
from app.cohorts.current import current_member, while_open
from app.extensions import db
from app.questions.filters import Filters
from app.questions.forms import TAGS_HINT, QuestionForm
from app.questions.models import Question
from app.questions.queries.choices import choices_for
from app.questions.queries.listing import listing_for
from app.questions.queries.thread import shown_or_404
from app.questions.views.blueprint import bp
from app.questions.views.page import question_page
from app.web import clock
from app.web.finding import get_or_404
from app.web.templates import speaker


@bp.get("/")
def index(cohort: str) -> str:
    filters = Filters.of(request.args)
    listing = listing_for(current_member, filters, speaker())
    return render_template("questions/index.html", listing=listing, filters=filters, choices=choices_for(current_member),
                           root=url_for("questions.index"))


@bp.route("/new", methods=["GET", "POST"])
@while_open
def new(cohort: str) -> ResponseReturnValue:
    form = QuestionForm()
    if not form.validate_on_submit():
        return render_template("questions/new.html", form=form, tags_hint=TAGS_HINT), 422 if form.is_submitted() else 200
    now = clock.now()
    week = get_or_404(current_week(current_member.cohort, now))
    question = Question.asked_by(current_member, week.id, form.text.data or "", now, cohort=current_member.cohort, origin=form.origin.data or None,
                                 tags=form.tag_list, without_name=form.without_name.data, once=form.once.data)
    db.session.commit()
    flash(_("Asked. The mentors see it in their queue."))
    return redirect(url_for("questions.show", question_id=question.id), 303)


@bp.get("/<int:question_id>")
def show(cohort: str, question_id: int) -> ResponseReturnValue:
    return question_page(shown_or_404(question_id, current_member))
