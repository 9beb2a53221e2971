"""The day of something to study: given, moved, taken away, done."""
from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager
from werkzeug.wrappers import Response

from app.cohorts.calendar import today
from app.cohorts.current import current_member, in_archive
from app.cohorts.models import Membership
from app.extensions import db
from app.growth.forms import DayForm
from app.growth.models import DayPassed, DayTooFar, StudyDay
from app.growth.queries import TOPIC
from app.growth.views import bp
from app.reviews.models import Entry, Review
from app.web import clock
from app.web.back import way_back
from app.web.finding import get_or_404
from app.web.templates import speaker

Page = tuple[str, int]


@bp.get("/topics/<int:entry_id>/day")
def day(cohort: str, entry_id: int) -> str:
    topic = get_or_404(_own_topic(entry_id))
    return _page(topic, DayForm(formdata=None, obj=db.session.scalar(StudyDay.of(topic))))


@bp.post("/topics/<int:entry_id>/day")
@in_archive
def giving(cohort: str, entry_id: int) -> Response | Page:
    topic, form, now = get_or_404(_own_topic(entry_id)), DayForm(), clock.now()
    if not form.validate_on_submit() or form.day.data is None:
        return _page(topic, form), 422
    try:
        StudyDay.give(topic, form.day.data, today(current_member.cohort, now), now)
    except (DayPassed, DayTooFar) as refused:
        form.day.errors = [refused.sentence()]
        return _page(topic, form), 422
    db.session.commit()
    flash(_("It stands on your first page on %(day)s.", day=speaker().day(form.day.data)))
    return redirect(_back(), 303)


@bp.post("/topics/<int:entry_id>/day/done")
@in_archive
def day_done(cohort: str, entry_id: int) -> Response:
    StudyDay.finish(get_or_404(_own_topic(entry_id)), clock.now())
    db.session.commit()
    flash(_("Studied. It asks for nothing any more."))
    return redirect(_back(), 303)


@bp.post("/topics/<int:entry_id>/day/ending")
@in_archive
def day_ending(cohort: str, entry_id: int) -> Response:
    StudyDay.end(get_or_404(_own_topic(entry_id)))
    db.session.commit()
    flash(_("It has no day any more."))
    return redirect(_back(), 303)


def _own_topic(entry_id: int) -> Select[Entry]:
    """Of a filed review of one's own, in any cohort in which one still is: home shows the days of all."""
    return (select(Entry).join(Entry.review).join(Membership, Membership.id == Review.author_id).options(contains_eager(Entry.review))
            .where(Entry.id == entry_id, Entry.section == TOPIC, Review.filed_at.is_not(None), Membership.account_id == current_member.account_id,
                   Membership.ended_at.is_(None)))


def _page(topic: Entry, form: DayForm) -> str:
    given = db.session.scalar(StudyDay.of(topic))
    return render_template("growth/day.html", topic=topic, form=form, given=given, today=today(current_member.cohort, clock.now()))


def _back() -> str:
    return way_back(current_member.cohort.slug, url_for("growth.index"))
