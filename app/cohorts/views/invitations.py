"""Links by which people come in with a role and a team that staff chose."""
from __future__ import annotations

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from app.cohorts.current import current_member, staff_only
from app.cohorts.forms import InvitationForm
from app.cohorts.models import Invitation, Team
from app.cohorts.views import bp
from app.cohorts.views.settings import page
from app.extensions import db
from app.web import clock
from app.web.finding import lock_or_404


@bp.post("/c/<cohort>/invitations/")
@staff_only
def invite(cohort: str) -> Response | tuple[str, int]:
    form = InvitationForm(Team.in_order(current_member.cohort_id))
    if not form.validate():
        return page(invitation=form), 422
    db.session.add(Invitation.made_for(current_member, form.role.data, form.team_id, clock.now()))
    db.session.commit()
    flash(_("The invitation is below. Copy its link and pass it on."))
    return redirect(url_for("cohorts.settings", _anchor="invitations"), 303)


@bp.post("/c/<cohort>/invitations/<int:invitation_id>/ending")
@staff_only
def end_invitation(cohort: str, invitation_id: int) -> Response:
    invitation = lock_or_404(select(Invitation).where(Invitation.id == invitation_id, Invitation.cohort_id == current_member.cohort_id))
    invitation.end(clock.now())
    db.session.commit()
    flash(_("The invitation opens nothing any more."))
    return redirect(url_for("cohorts.settings", _anchor="invitations"), 303)
