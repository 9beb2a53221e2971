"""My cohorts, and opening a new one."""
from __future__ import annotations

from flask import redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.accounts.forms.coming_in import CodeForm
from app.cohorts.forms import NewCohortForm
from app.cohorts.models import Membership
from app.cohorts.opening import AddressTaken, open_cohort
from app.cohorts.views import bp
from app.extensions import db
from app.web import clock


@bp.get("/cohorts/")
def switcher() -> str:
    memberships = db.session.scalars(Membership.of_account(current_user.id)).all()
    living = [member for member in memberships if not member.cohort.is_archived]
    archived = [member for member in memberships if member.cohort.is_archived]
    return render_template("cohorts/switcher.html", living=living, archived=archived, form=CodeForm())


@bp.get("/cohorts/new")
def new() -> str:
    return render_template("cohorts/new.html", form=NewCohortForm())


@bp.post("/cohorts/new")
def create() -> Response | tuple[str, int]:
    form = NewCohortForm()
    if not form.validate():
        return render_template("cohorts/new.html", form=form), 422
    try:
        cohort = open_cohort(form.plan(), current_user.id, clock.now())
    except AddressTaken as taken:
        form.slug.errors = [taken.sentence()]
        return render_template("cohorts/new.html", form=form), 422
    db.session.commit()
    return redirect(url_for("cohorts.settings", cohort=cohort.slug), 303)
