"""The list of what was told to a member, and reading it."""
from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.cohorts.current import current_member, in_archive
from app.extensions import db
from app.notifications import queries
from app.notifications.models import Notice, read_all
from app.web import clock
from app.web.finding import lock_or_404

bp = Blueprint("notifications", __name__, url_prefix="/c/<cohort>/notices")


@bp.get("/")
def index(cohort: str) -> str:
    return render_template("notifications/index.html", page=queries.notices(current_member))


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
