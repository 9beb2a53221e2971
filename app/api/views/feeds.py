"""The secret addresses of a member: their pages, and what is read there."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response as Answer

from app.api.atom import answers
from app.api.calendars import calendar
from app.api.limits import feed_tries
from app.api.models import Feed
from app.cohorts.current import current_member, while_open
from app.cohorts.models import Membership
from app.extensions import db
from app.web import clock
from app.web.access import public
from app.web.finding import lock_or_404
from app.web.language import DEFAULT


@dataclass(frozen=True)
class Kind:
    """`made` writes what a feed's reader gets, from its member, the address of the app, and now."""

    name: str
    page: str
    address: str
    mimetype: str
    made: Callable[..., bytes]


CALENDAR = Kind("calendar", "calendar", "/calendars/<secret>.ics", "text/calendar", calendar)
ANSWERS = Kind("answers", "answers-feed", "/answers/<secret>.atom", "application/atom+xml", answers)


def pages_of(kind: Kind) -> Blueprint:
    """The page with the address, its renewal and its end, and the address itself."""
    bp = Blueprint(kind.name, __name__)

    @bp.get(f"/c/<cohort>/{kind.page}")
    @while_open
    def show(cohort: str) -> str:
        feed = Feed.of(current_member, kind.name)
        address = current_app.config["BASE_URL"] + url_for(f"{kind.name}.feed", secret=feed.secret) if feed else ""
        return render_template(f"api/{kind.name}.html", feed=feed, address=address)

    @bp.post(f"/c/<cohort>/{kind.page}/renewal")
    def renewal(cohort: str) -> Answer:
        """The first address, or another one."""
        _locked()
        Feed.renewed_for(current_member, kind.name, clock.now())
        db.session.commit()
        flash(_("Here is the address. If there was an earlier one, it leads nowhere any more."))
        return redirect(url_for(f"{kind.name}.show"), 303)

    @bp.post(f"/c/<cohort>/{kind.page}/ending")
    def ending(cohort: str) -> Answer:
        _locked()
        Feed.end(current_member, kind.name)
        db.session.commit()
        flash(_("The address leads nowhere any more."))
        return redirect(url_for(f"{kind.name}.show"), 303)

    @bp.get(kind.address)
    @public
    @feed_tries
    def feed(secret: str) -> Response:
        """For programs that do not sign in: whoever has the address reads it."""
        found = Feed.opened_by(secret, kind.name)
        if found is None:
            abort(404)
        with force_locale(found.member.account.language or DEFAULT):
            answer = Response(kind.made(found.member, current_app.config["BASE_URL"], clock.now()), mimetype=kind.mimetype)
        answer.headers["Content-Disposition"] = f'inline; filename="hoego{kind.address[kind.address.rindex("."):]}"'
        answer.headers["Cache-Control"] = "private, no-cache"
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.add_etag()
        answer.make_conditional(request)
        return answer

    return bp


def _locked() -> None:
    lock_or_404(select(Membership).where(Membership.id == current_member.id))
