"""Somebody of staff looks after a camper, and gives it back."""
from __future__ import annotations

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.board.models import Care
from app.board.views import bp
from app.board.views.campers import the_camper
from app.cohorts.current import current_member, staff_only
from app.cohorts.models import Membership
from app.extensions import db
from app.web import clock
from app.web.back import way_back
from app.web.finding import get_or_404


@bp.post("/campers/<int:member_id>/care")
@staff_only
def care(cohort: str, member_id: int) -> Response:
    camper = get_or_404(the_camper(member_id).where(Membership.ended_at.is_(None)))
    Care.take(camper, current_member, clock.now())
    db.session.commit()
    flash(_("You are looking after %(name)s.", name=camper.name))
    return _back(member_id)


@bp.post("/campers/<int:member_id>/care/ending")
@staff_only
def care_ending(cohort: str, member_id: int) -> Response:
    camper = get_or_404(the_camper(member_id))
    Care.give_back(camper, current_member)
    db.session.commit()
    flash(_("%(name)s is free for somebody else to look after.", name=camper.name))
    return _back(member_id)


def _back(member_id: int) -> Response:
    return redirect(way_back(current_member.cohort.slug, url_for("board.camper", member_id=member_id)), 303)
