"""The teams of a cohort and who is in them; staff make and rename them."""
from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from app.cohorts import queries
from app.cohorts.current import current_member, staff_only
from app.cohorts.forms import TeamForm
from app.cohorts.models import Team
from app.cohorts.views import bp
from app.extensions import db
from app.web import clock
from app.web.finding import lock_or_404


@bp.get("/c/<cohort>/teams/")
def teams(cohort: str) -> str:
    return _page(TeamForm(formdata=None))


@bp.post("/c/<cohort>/teams/")
@staff_only
def make_team(cohort: str) -> Response | tuple[str, int]:
    form = TeamForm()
    if not form.validate():
        return _page(form), 422
    team = Team(cohort_id=current_member.cohort_id, created_at=clock.now())
    if not _named(team, form.name.data or ""):
        form.name.errors = [_("There is a team of this name already.")]
        return _page(form), 422
    team.begin(team.created_at)
    db.session.commit()
    flash(_("The team %(name)s is there.", name=form.name.data))
    return redirect(url_for("cohorts.teams"), 303)


@bp.post("/c/<cohort>/teams/<int:team_id>/name")
@staff_only
def rename_team(cohort: str, team_id: int) -> Response | tuple[str, int]:
    team = lock_or_404(select(Team).where(Team.id == team_id, Team.cohort_id == current_member.cohort_id))
    form = TeamForm(prefix="")
    if not form.validate():
        return _page(TeamForm(formdata=None), renaming=team_id, name_form=form), 422
    if not _named(team, form.name.data or ""):
        form.name.errors = [_("There is a team of this name already.")]
        return _page(TeamForm(formdata=None), renaming=team_id, name_form=form), 422
    db.session.commit()
    flash(_("The team is called %(name)s now.", name=form.name.data))
    return redirect(url_for("cohorts.teams"), 303)


def _page(form: TeamForm, renaming: int | None = None, name_form: TeamForm | None = None) -> str:
    return render_template("cohorts/teams.html", people=queries.people_of(current_member), form=form, renaming=renaming, name_form=name_form)


def _named(team: Team, name: str) -> bool:
    """False when another team of the cohort has that name."""
    try:
        with db.session.begin_nested():
            team.name = name
            db.session.add(team)
    except IntegrityError:
        return False
    return True
