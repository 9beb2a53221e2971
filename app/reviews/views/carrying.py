"""Looking back on what was decided the week before. A tick is written at once, wherever it is pressed; it is no part of the document."""
from __future__ import annotations

from datetime import datetime

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import Select, or_, select

from app.cohorts.current import campers_only, current_member
from app.cohorts.models import Week
from app.extensions import db
from app.questions.models import Question
from app.reviews.forms.carried import CarriedWords, NotSaid, Pressed
from app.reviews.models import FOLLOWED, Entry, Review, Row, SectionFull
from app.reviews.queries import carried
from app.reviews.views import writing
from app.reviews.views.blueprint import bp, week_of
from app.web import clock
from app.web.back import way_back
from app.web.errors import asks_for_json
from app.web.finding import get_or_404, lock_or_404

SECTION_OF = {"action": "actions", "study_topic": "study_topics"}


@bp.post("/weeks/<int:number>/review/follow-ups")
@campers_only
def follow_ups(cohort: str, number: int) -> ResponseReturnValue:
    """A tick or a word. Pressed inside the whole form, it is kept first, and then the form as `saving` keeps it."""
    week = get_or_404(week_of(current_member, number))
    pressed = Pressed.read(request.form)
    try:
        _carry_out(pressed, week, clock.now())
    except NotSaid as refused:
        if not _in_the_form():
            raise
        return writing.as_typed(week, refusing=(pressed.name, refused.sentence())), refused.status
    db.session.commit()
    if _in_the_form():
        return _with_the_form(number, f"carried-{pressed.name}")
    if asks_for_json():
        return jsonify(html=_item(pressed.name, week), said=_said(pressed.outcome))
    return redirect(_back(), 303)


@bp.post("/weeks/<int:number>/review/renewals")
@campers_only
def renewals(cohort: str, number: int) -> ResponseReturnValue:
    """Decided for this week as well: it comes into this week's document under the key that it had; pressed twice it is there once."""
    week = get_or_404(week_of(current_member, number))
    now = clock.now()
    entry = get_or_404(_entry(_number("again"), week))
    mine = Review.open_for(current_member, week, now)
    try:
        mine.take_in([Row.of(SECTION_OF[entry.section], entry.key, text=entry.text, note=entry.note)], now)
    except SectionFull as full:
        if not _in_the_form():
            raise
        flash(full.sentence(), "error")
    else:
        flash(_("It stands among this week's decisions too.") if entry.section == "action" else _("It stands among this week's topics too."))
    db.session.commit()
    return _with_the_form(number, f"h-{SECTION_OF[entry.section]}") if _in_the_form() else redirect(_back(), 303)


def _carry_out(pressed: Pressed, week: Week, now: datetime) -> None:
    """Raises NotSaid."""
    if pressed.kind == "entry":
        entry = get_or_404(_entry(pressed.number, week))
        review = _locked(entry.review_id, week)
        word = pressed.fitting_word()
        if pressed.outcome is not None:
            review.tick(entry, week, pressed.outcome, now)
        if word is not None:
            review.say(entry.key, week, word, now, pressed.was)
        return
    own = select(Question).where(Question.id == pressed.number, Question.author_id == current_member.id)
    found = get_or_404(own)
    review = _locked(found.review_id, week) if found.review_id else _locked_of_week(found, week)
    question = lock_or_404(own.where(or_(Question.review_id == review.id, Question.joining(review.author_id, review.week_id))))
    word = pressed.fitting_word()
    if pressed.outcome == "answered":
        review.answer(question, week, word or "", current_member, now)
    elif pressed.outcome == "asked":
        review.ask_again(question, week, word or "", current_member, now)
    else:
        if word is not None:
            review.say(question.key or "", week, word, now, pressed.was)
        if pressed.outcome is not None:
            review.leave(question, week, pressed.outcome, now)


def _entry(number: int, week: Week) -> Select[Entry]:
    """An action or a topic of an earlier filed review of one's own."""
    earlier = Review.filed_before(current_member, week.number).with_only_columns(Review.id)
    return select(Entry).where(Entry.id == number, Entry.section.in_(FOLLOWED), Entry.review_id.in_(earlier))


def _locked(review_id: int | None, week: Week) -> Review:
    return lock_or_404(Review.filed_before(current_member, week.number).where(Review.id == review_id).options(Review.with_draft()))


def _locked_of_week(question: Question, week: Week) -> Review:
    """The review that a question asked on its own joins; 404 where it joins none."""
    if not question.joins_review:
        abort(404)
    of_its_week = Review.filed_before(current_member, week.number).where(Review.week_id == question.week_id)
    return lock_or_404(of_its_week.options(Review.with_draft()))


def _number(name: str) -> int:
    sent = request.form.get(name, "")
    if not (sent.isascii() and sent.isdecimal() and len(sent) < 19):
        abort(400)
    return int(sent)


def _in_the_form() -> bool:
    """Whether the whole review came along: a button of the big form was pressed."""
    return "version" in request.form


def _with_the_form(number: int, anchor: str) -> ResponseReturnValue:
    """The rest of the form, kept as `saving` keeps it; then the page again, where one was."""

    def come_back(week: Week, review: Review, now: datetime) -> ResponseReturnValue:
        db.session.commit()
        return redirect(url_for("reviews.edit", number=number, _anchor=anchor), 303)

    return writing.save(number, come_back)


def _back() -> str:
    return way_back(current_member.cohort.slug, url_for("home.this_week"))


def _item(name: str, week: Week) -> str:
    """The item as it stands now; nothing where it is not to be looked back on any more."""
    item = carried(current_member, week.id, week.number).item(name)
    if item is None:
        return ""
    return render_template("reviews/_carried_item.html", item=item, words=CarriedWords([item]), week=week, short="short" in request.form)


def _said(outcome: str | None) -> str:
    return {
        None: _("The word is kept."), "": _("Taken back."), "did": _("Noted: you did it."), "partly": _("Noted: you did some of it."),
        "not": _("Noted: not this time."), "answered": _("Your answer stands under the question."), "asked": _("The mentors know that you want to know."),
        "left": _("It is left as it is."),
    }[outcome]
