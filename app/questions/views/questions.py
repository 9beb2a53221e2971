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
from app.questions.queries.tags_named import suggested_to
from app.questions.queries.thread import shown_or_404
from app.questions.views.blueprint import bp
from app.questions.views.page import question_page
from app.questions.views.similar import nearly_the_same, with_choices
from app.web import clock
from app.web.finding import get_or_404
from app.web.templates import speaker


@bp.get("/")
def index(cohort: str) -> str:
    filters = Filters.of_list(request.args)
    listing = listing_for(current_member, filters, speaker())
    return render_template("questions/index.html", listing=listing, filters=filters, choices=choices_for(current_member),
                           root=url_for("questions.index"))


@bp.route("/new", methods=["GET", "POST"])
@while_open
def new(cohort: str) -> ResponseReturnValue:
    form = QuestionForm.for_member(current_member)
    if not form.validate_on_submit():
        return _asking_page(form), 422 if form.is_submitted() else 200
    if form.told.data != "yes" and not Question.sent_by(current_member, form.once.data) and (found := nearly_the_same(form.text.data or "")):
        return _asking_page(form, **with_choices(found))
    now = clock.now()
    week = get_or_404(current_week(current_member.cohort, now))
    question = Question.asked_by(current_member, week.id, form.text.data or "", now, cohort=current_member.cohort, origin=form.origin.data or None,
                                 tags=form.tag_list, without_name=form.without_name.data, once=form.once.data, joins_review=form.joins)
    db.session.commit()
    flash(_("Asked. The mentors see it in their queue."))
    return redirect(url_for("questions.show", question_id=question.id), 303)


def _asking_page(form: QuestionForm, **more: object) -> str:
    """Where something is `found`, it is shown first, and pressing once more asks all the same."""
    return render_template("questions/new.html", form=form, tags_hint=TAGS_HINT, tags_offered=suggested_to(current_member), **{"found": [], **more})


@bp.get("/<int:question_id>")
def show(cohort: str, question_id: int) -> ResponseReturnValue:
    return question_page(shown_or_404(question_id, current_member))
