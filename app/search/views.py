"""A cohort's own glossary: words that mean the same there."""
from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.cohorts.current import current_member, staff_only
from app.extensions import db
from app.search.forms import TermForm, spellings_of
from app.search.models import GlossaryTerm
from app.web import clock
from app.web.finding import lock_or_404

bp = Blueprint("search", __name__)


@bp.get("/c/<cohort>/glossary/")
@staff_only
def glossary(cohort: str) -> str:
    return _page(TermForm(formdata=None))


@bp.post("/c/<cohort>/glossary/")
@staff_only
def add_term(cohort: str) -> Response | tuple[str, int]:
    form = TermForm()
    if not form.validate():
        return _page(form), 422
    if GlossaryTerm.is_full(current_member.cohort_id):
        form.spellings.errors = [_("The glossary is full. Please remove what is not needed any more.")]
        return _page(form), 422
    GlossaryTerm.added(spellings_of(form.spellings.data or ""), current_member, clock.now())
    db.session.commit()
    flash(_("Added. It counts from now on."))
    return redirect(url_for("search.glossary"), 303)


@bp.post("/c/<cohort>/glossary/<int:term_id>/removal")
@staff_only
def remove_term(cohort: str, term_id: int) -> Response:
    term = lock_or_404(GlossaryTerm.of(current_member.cohort_id).where(GlossaryTerm.id == term_id))
    db.session.delete(term)
    db.session.commit()
    flash(_("Removed."))
    return redirect(url_for("search.glossary"), 303)


def _page(form: TermForm) -> str:
    return render_template("search/glossary.html", form=form, terms=db.session.scalars(GlossaryTerm.of(current_member.cohort_id)).all())
