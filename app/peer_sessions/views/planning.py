"""When all teams meet, planned by staff; and a team that meets at another time than the others."""
from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from app.cohorts.current import campers_only, current_member, staff_only, while_open
from app.cohorts.models import Cohort
from app.extensions import db
from app.peer_sessions.forms import PlanForm, ReplanningForm
from app.peer_sessions.models import Arranged, Plan
from app.peer_sessions.queries.planned import next_planned
from app.peer_sessions.views.blueprint import bp
from app.peer_sessions.views.within import back_to, locked_or_404
from app.web import clock
from app.web.finding import lock_or_404


@bp.get("/plan")
@staff_only
@while_open
def plan(cohort: str) -> str:
    there = Plan.of(current_member.cohort_id)
    return _page(PlanForm.showing(there), there)


@bp.post("/plan")
@staff_only
def plan_setting(cohort: str) -> ResponseReturnValue:
    form = PlanForm()
    if not form.validate():
        return _page(form, Plan.of(current_member.cohort_id)), 422
    arranged = Plan.set(_locked_cohort(), clock.now(), **form.rule())
    db.session.commit()
    flash(_told(arranged))
    return redirect(url_for("peer_sessions.plan"), 303)


@bp.post("/plan/withdrawal")
@staff_only
def plan_withdrawal(cohort: str) -> ResponseReturnValue:
    _locked_cohort()
    there = Plan.of(current_member.cohort_id)
    gone = there.end() if there else 0
    db.session.commit()
    flash(ngettext("There is no plan any more. %(num)s session that nobody had begun is taken away.",
                   "There is no plan any more. %(num)s sessions that nobody had begun are taken away.", gone))
    return redirect(url_for("peer_sessions.plan"), 303)


@bp.post("/<int:session_id>/time")
@campers_only
def replanning(cohort: str, session_id: int) -> ResponseReturnValue:
    """Our team meets at another time."""
    session, now = locked_or_404(session_id), clock.now()
    form = ReplanningForm(current_member.cohort, now)
    if not form.validate():
        return render_template("peer_sessions/once_more.html", session=session, form=form, title=_("Another time for our team"),
                               piece="peer_sessions/_time.html"), 422
    session.replan(current_member, form.moment(), now)
    db.session.commit()
    flash(_("Your team meets at another time now. Staff's plan moves it no longer."))
    return back_to(session)


def _page(form: PlanForm, there: Plan | None) -> str:
    return render_template("peer_sessions/plan.html", form=form, plan=there, coming=next_planned(current_member.cohort_id, clock.now()))


def _locked_cohort() -> Cohort:
    return lock_or_404(select(Cohort).where(Cohort.id == current_member.cohort_id))


def _told(arranged: Arranged) -> str:
    """Whom it concerns, and how."""
    if not arranged.teams:
        return _("Saved. No session had to be planned or moved.")
    said = [_("Saved."), ngettext("It concerns %(num)s team:", "It concerns %(num)s teams:", arranged.teams)]
    if arranged.planned:
        said.append(ngettext("%(num)s session is planned.", "%(num)s sessions are planned.", arranged.planned))
    if arranged.moved:
        said.append(ngettext("%(num)s session is moved.", "%(num)s sessions are moved.", arranged.moved))
    return " ".join(said)
