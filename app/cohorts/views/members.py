"""The people of a cohort; staff move them between teams and roles, end a membership and bring somebody back."""
from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from app.cohorts import queries
from app.cohorts.current import current_member, staff_only
from app.cohorts.forms import RoleForm, TeamChoiceForm
from app.cohorts.models import Membership, Team
from app.cohorts.views import bp
from app.extensions import db
from app.web import clock
from app.web.finding import get_or_404, lock_or_404

ADDRESS = "/c/<cohort>/members/<int:member_id>"


@bp.get("/c/<cohort>/members/")
def members(cohort: str) -> str:
    return render_template("cohorts/members.html", people=queries.people_of(current_member))


@bp.get(ADDRESS)
@staff_only
def member(cohort: str, member_id: int) -> str:
    person = get_or_404(_person(member_id))
    return _page(person, Team.in_order(person.cohort_id))


@bp.post(f"{ADDRESS}/team")
@staff_only
def change_team(cohort: str, member_id: int) -> Response | tuple[str, int]:
    person = lock_or_404(_person(member_id))
    teams = Team.in_order(person.cohort_id)
    form = TeamChoiceForm(teams)
    if not form.validate():
        return _page(person, teams, team_form=form), 422
    person.take_team(form.team_id)
    db.session.commit()
    flash(_("%(name)s: the team is changed.", name=person.name))
    return redirect(url_for("cohorts.members"), 303)


@bp.post(f"{ADDRESS}/role")
@staff_only
def change_role(cohort: str, member_id: int) -> Response | tuple[str, int]:
    person = _locked_with_staff(member_id)
    form = RoleForm()
    if not form.validate():
        return _page(person, Team.in_order(person.cohort_id), role_form=form), 422
    person.take_role(form.role.data, clock.now())
    db.session.commit()
    flash(_("%(name)s: the role is changed.", name=person.name))
    return redirect(url_for("cohorts.members"), 303)


@bp.post(f"{ADDRESS}/ending")
@staff_only
def end_membership(cohort: str, member_id: int) -> Response:
    person = _locked_with_staff(member_id)
    if person.is_living:
        person.end(clock.now())
    db.session.commit()
    flash(_("%(name)s is no longer in this cohort. What they wrote stays.", name=person.name))
    return redirect(url_for("cohorts.switcher" if person.account_id == current_user.id else "cohorts.members"), 303)


@bp.post(f"{ADDRESS}/return")
@staff_only
def bring_back(cohort: str, member_id: int) -> Response:
    person = lock_or_404(_person(member_id))
    if person.account.deactivated_at is not None:
        abort(404)  # there is nobody who could come
    if not person.is_living:
        person.come_back(person.role, person.team_id, clock.now())
    db.session.commit()
    flash(_("%(name)s is back.", name=person.name))
    return redirect(url_for("cohorts.members"), 303)


def _page(person: Membership, teams: list[Team], team_form: TeamChoiceForm | None = None, role_form: RoleForm | None = None) -> str:
    return render_template(
        "cohorts/member.html", person=person,
        team_form=team_form or TeamChoiceForm(teams, formdata=None, team=str(person.team_id or "")),
        role_form=role_form or RoleForm(formdata=None, role=person.role))


def _person(member_id: int):
    """A member of the reader's cohort, a former one too, with account and team."""
    return (select(Membership).where(Membership.id == member_id, Membership.cohort_id == current_member.cohort_id)
            .options(joinedload(Membership.account, innerjoin=True), joinedload(Membership.team)))


def _locked_with_staff(member_id: int) -> Membership:
    """The person, and everybody who runs the cohort: of two who resign at the same instant, the second is told that they are the last."""
    running = Membership.living().with_only_columns(Membership.id).where(Membership.cohort_id == current_member.cohort_id, Membership.role == "staff")
    db.session.execute(running.order_by(Membership.id).with_for_update())
    return lock_or_404(_person(member_id))
