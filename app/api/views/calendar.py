"""The calendar of a member: its secret address, and what is read there."""
from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response as Answer

from app.api.calendars import calendar
from app.api.limits import feed_tries
from app.api.models import CalendarFeed
from app.cohorts.current import current_member, while_open
from app.cohorts.models import Membership
from app.extensions import db
from app.web import clock
from app.web.access import public
from app.web.finding import lock_or_404
from app.web.language import DEFAULT

bp = Blueprint("calendar", __name__)


@bp.get("/c/<cohort>/calendar")
@while_open
def show(cohort: str) -> str:
    feed = CalendarFeed.of(current_member)
    return render_template("api/calendar.html", feed=feed, address=_address(feed.secret) if feed else "")


@bp.post("/c/<cohort>/calendar/renewal")
def renewal(cohort: str) -> Answer:
    """The first address, or another one."""
    _locked()
    CalendarFeed.renewed_for(current_member, clock.now())
    db.session.commit()
    flash(_("Here is the address of your calendar. If there was an earlier one, it leads nowhere any more."))
    return redirect(url_for("calendar.show"), 303)


@bp.post("/c/<cohort>/calendar/ending")
def ending(cohort: str) -> Answer:
    _locked()
    CalendarFeed.end(current_member)
    db.session.commit()
    flash(_("The address of your calendar leads nowhere any more."))
    return redirect(url_for("calendar.show"), 303)


@bp.get("/calendars/<secret>.ics")
@public
@feed_tries
def feed(secret: str) -> Response:
    """For calendar programs, which do not sign in: whoever has the address reads it."""
    found = CalendarFeed.opened_by(secret)
    if found is None:
        abort(404)
    with force_locale(found.member.account.language or DEFAULT):
        answer = Response(calendar(found.member, current_app.config["BASE_URL"], clock.now()), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'inline; filename="hoego.ics"'
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _address(secret: str) -> str:
    return current_app.config["BASE_URL"] + url_for("calendar.feed", secret=secret)


def _locked() -> None:
    lock_or_404(select(Membership).where(Membership.id == current_member.id))
