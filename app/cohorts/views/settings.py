"""What staff set for a cohort: its name and due rule, its join code, its invitations."""
from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from werkzeug.wrappers import Response

from app.cohorts import queries
from app.cohorts.current import current_member, staff_only
from app.cohorts.forms import CalendarForm, InvitationForm, calendar_of, there
from app.cohorts.models import Cohort, Team
from app.cohorts.views import bp
from app.extensions import db
from app.web import clock
from app.web.finding import lock_or_404


@bp.get("/c/<cohort>/settings/")
@staff_only
def settings(cohort: str) -> str:
    return page()


@bp.post("/c/<cohort>/settings/")
@staff_only
def change_settings(cohort: str) -> Response | tuple[str, int]:
    form = CalendarForm()
    if not form.validate():
        return page(calendar=form), 422
    found = lock_or_404(select(Cohort).where(Cohort.id == current_member.cohort_id).options(selectinload(Cohort.weeks)))
    found.name, found.promise_hours = there(form.name.data), there(form.promise_hours.data)
    changed = found.change_due_rule(int(form.due_weekday.data), there(form.due_time.data), clock.now())
    db.session.commit()
    flash(_("Saved. The new due time holds from week %(number)s.", number=changed[0]) if changed else _("Saved."))
    return redirect(url_for("cohorts.settings"), 303)


@bp.post("/c/<cohort>/settings/join-code")
@staff_only
def turn_join_code(cohort: str) -> Response:
    _own_cohort().turn_join_code()
    db.session.commit()
    flash(_("There is a new join code. The earlier one opens nothing any more."))
    return redirect(url_for("cohorts.settings"), 303)


@bp.post("/c/<cohort>/settings/join-code/ending")
@staff_only
def end_join_code(cohort: str) -> Response:
    _own_cohort().end_join_code()
    db.session.commit()
    flash(_("The join code opens nothing any more."))
    return redirect(url_for("cohorts.settings"), 303)


def page(calendar: CalendarForm | None = None, invitation: InvitationForm | None = None) -> str:
    """The settings as they are, or with the form that could not be taken."""
    now = clock.now()
    return render_template(
        "cohorts/settings.html", cohort=current_member.cohort, calendar=calendar or _calendar(), base=current_app.config["BASE_URL"],
        invitation=invitation or InvitationForm(Team.in_order(current_member.cohort_id), formdata=None),
        invitations=queries.open_invitations(current_member, now))


def _calendar() -> CalendarForm:
    return calendar_of(current_member.cohort)


def _own_cohort() -> Cohort:
    return lock_or_404(select(Cohort).where(Cohort.id == current_member.cohort_id))
