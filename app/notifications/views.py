"""The list of what was told to a member, what is new of it, and reading it."""
from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, get_template_attribute, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup
from werkzeug.wrappers import Response

from app.cohorts.current import current_member, in_archive
from app.extensions import db
from app.notifications import queries
from app.notifications.models import Notice, read_all
from app.web import clock, live
from app.web.finding import lock_or_404

bp = Blueprint("notifications", __name__, url_prefix="/c/<cohort>/notices")


@bp.get("/")
def index(cohort: str) -> str:
    return render_template("notifications/index.html", page=queries.notices(current_member))


@bp.get("/news")
def news(cohort: str) -> Response:
    """For the top of an open page (js/news.js): how many are unread, and what came since the moment `since`, to be told there.

    `mark` is the moment to ask from the next time. Without an actor's name where the reader must not learn it, as in the list.
    """
    now, unread = clock.now(), current_member.unread_count
    known_by = queries.mark_for(current_member)
    since = _moment(request.args.get("since", "")) or now
    newest = queries.unread_since(current_member, since, now)
    return live.news({
        "unread": unread,
        "dot": str(unread) if unread < 100 else "99+",
        "label": ngettext("Notices, %(num)s unread", "Notices, %(num)s unread", unread) if unread else _("Notices"),
        "newest": [{"id": notice.id, "sentence": _sentence(notice), "about": notice.about, "href": f"/c/{current_member.cohort.slug}/{notice.address}",
                    "reading": url_for("notifications.opening", notice_id=notice.id)} for notice in newest],
        "mark": newest[0].at.isoformat() if newest else request.args.get("since", "")[:40],
    }, mark=known_by)


@bp.post("/reading")
@in_archive
def reading(cohort: str) -> Response:
    """All of them are read."""
    read_all(current_member, clock.now())
    db.session.commit()
    return redirect(url_for("notifications.index"), 303)


@bp.post("/<int:notice_id>/reading")
@in_archive
def opening(cohort: str, notice_id: int) -> Response:
    """One of them is read, and leads to what it tells of."""
    notice = lock_or_404(Notice.visible_to(current_member).where(Notice.id == notice_id))
    notice.read(clock.now())
    address = f"/c/{current_member.cohort.slug}/{notice.address}"
    db.session.commit()
    return redirect(address, 303)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text[:40])
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _sentence(notice: object) -> str:
    """As the list says it, in plain words."""
    sentence = get_template_attribute("notifications/_words.html", "sentence")
    return Markup(sentence(notice)).unescape().strip()  # noqa: S704  (made by a template of ours)
