"""The mentors' queue, and what happens in it while somebody looks."""
from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.calendar import current_number
from app.cohorts.current import current_member, mentors_only
from app.questions import remembered
from app.questions.filters import EVERYTHING, Filters
from app.questions.queries.begun import begun_by
from app.questions.queries.choices import choices_for
from app.questions.queries.counts import counts_for
from app.questions.queries.figures import figures_of
from app.questions.queries.queue_news import ROWS_AT_MOST, newer_than, news_for
from app.questions.queries.waiting import queue_for
from app.web import clock
from app.web.finding import LARGEST_ID
from app.web.live import news as news_answer
from app.web.templates import speaker

bp = Blueprint("queue", __name__, url_prefix="/c/<cohort>/queue")


@bp.get("/")
@mentors_only
def index(cohort: str) -> ResponseReturnValue:
    """Without choices in the address it is shown as it was chosen last."""
    now, filters = clock.now(), Filters.of_queue(request.args)
    if filters.any or EVERYTHING in request.args:
        remembered.keep(current_member, filters)
    elif not request.args and (last := remembered.last(current_member)).any:
        return redirect(url_for("queue.index") + last.but(), 303)
    choices = choices_for(current_member, teams=True)
    this_week = dict(choices.weeks)[current_number(current_member.cohort, now)]
    return render_template("queue/index.html", queue=queue_for(current_member, filters, speaker()), filters=filters, choices=choices,
                           counts=counts_for(current_member, now, filters), figures=figures_of(current_member.cohort, this_week),
                           begun=begun_by(current_member), root=url_for("questions.index"), here=_here(), since=now.timestamp(), newer=newer_than(filters, now))


@bp.get("/news")
@mentors_only
def news(cohort: str) -> Response:
    """For the page that was made at `since` (seconds since 1970; now where it is not said) and shows the questions `ids`."""
    since = _moment(request.args.get("since", ""))
    return news_answer(news_for(current_member, Filters.of_queue(request.args), _ids(request.args.get("ids", "")), since, clock.now()))


def _here() -> str:
    """This page, for the way back from a claim that somebody else was quicker with."""
    return f"{request.path}?{request.query_string.decode('ascii', 'ignore')}".rstrip("?")


def _ids(text: str) -> list[int]:
    parts = text.split(",")[:ROWS_AT_MOST] if text else []
    if not all(part.isascii() and part.isdigit() and len(part) <= 19 and int(part) <= LARGEST_ID for part in parts):
        abort(404)
    return [int(part) for part in parts]


def _moment(text: str) -> datetime:
    if not text:
        return clock.now()
    try:
        moment = datetime.fromtimestamp(float(text), UTC)
    except (ValueError, OverflowError, OSError):
        abort(404)
    if moment.year < 2000:  # a minute before it must be one, too
        abort(404)
    return moment
