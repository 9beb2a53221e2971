"""What one wrote or saved one, three and six months ago this week: kept, done, or for later."""
from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from app.cohorts.current import current_member, in_archive
from app.extensions import db
from app.growth import words
from app.growth.forms import SaidForm
from app.growth.models import Memory
from app.growth.months import ThisWeek
from app.growth.queries import coming_back, own, saved
from app.growth.views import bp
from app.library.models import Saved
from app.web import clock
from app.web.back import way_back


@bp.get("/back/")
def back(cohort: str) -> str:
    things = coming_back(current_member.account_id, ThisWeek.of(current_member.cohort, clock.now()))
    return render_template("growth/back.html", things=[each for each in things if not each.said], said=[each for each in things if each.said],
                           said_of=words)


@bp.post("/back/said")
@in_archive
def saying(cohort: str) -> Response:
    """Of something that one wrote or saved, whichever cohort it is from. Pressed on a page of last week, it is said all the same."""
    form = SaidForm()
    if not form.validate_on_submit():
        abort(400)
    kind, source = form.named()
    me = current_member.account_id
    named = db.session.execute(saved(me, source) if kind == "saved" else own(me, kind, source)).one_or_none()
    if named is None:
        abort(404)
    now, said = clock.now(), form.said.data or ""
    if said == "kept":
        Saved.save(me, named[0], named[1], now)
    Memory.say(me, kind, source, said, ThisWeek.of(current_member.cohort, now), now)
    db.session.commit()
    flash(words.said_so(said))
    return redirect(_back(), 303)


@bp.post("/back/quiet")
@in_archive
def quiet(cohort: str) -> Response:
    """As the switch in the account does; there it is turned on again."""
    current_user.shows_memories = False
    db.session.commit()
    flash(_("What you wrote or saved months ago stays away from this page. In “My account” you can have it back."))
    return redirect(_back(), 303)


def _back() -> str:
    return way_back(current_member.cohort.slug, url_for("growth.back"))
