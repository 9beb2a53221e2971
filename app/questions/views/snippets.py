"""What mentors say again and again: their own, and the cohort's."""
from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cohorts.current import current_member, mentors_only, while_open
from app.extensions import db
from app.questions.forms import SnippetForm, StaffsSnippetForm
from app.questions.models import Snippet
from app.web import clock
from app.web.finding import get_or_404, lock_or_404

bp = Blueprint("snippets", __name__, url_prefix="/c/<cohort>/snippets")


@bp.get("/")
@mentors_only
def index(cohort: str) -> ResponseReturnValue:
    return _page()


@bp.post("/")
@mentors_only
def create(cohort: str) -> ResponseReturnValue:
    form = _form()
    if not form.validate():
        return _page(form)
    Snippet.written(current_member, form.title.data or "", form.text.data or "", clock.now(), for_all=_is_for_all(form), once=form.once.data)
    db.session.commit()
    flash(_("Kept. You find it beside every answer that you write."))
    return redirect(url_for("snippets.index"), 303)


@bp.get("/<int:snippet_id>")
@mentors_only
@while_open
def edit(cohort: str, snippet_id: int) -> ResponseReturnValue:
    snippet = get_or_404(_changeable(snippet_id))
    return render_template("snippets/edit.html", snippet=snippet, form=SnippetForm(formdata=None, obj=snippet))


@bp.post("/<int:snippet_id>")
@mentors_only
def change(cohort: str, snippet_id: int) -> ResponseReturnValue:
    snippet, form = lock_or_404(_changeable(snippet_id)), SnippetForm()
    if not form.validate():
        return render_template("snippets/edit.html", snippet=snippet, form=form), 422
    snippet.rewrite(current_member, form.title.data or "", form.text.data or "", clock.now())
    db.session.commit()
    flash(_("Changed."))
    return redirect(url_for("snippets.index"), 303)


@bp.post("/<int:snippet_id>/removal")
@mentors_only
def removal(cohort: str, snippet_id: int) -> ResponseReturnValue:
    snippet = lock_or_404(_changeable(snippet_id))
    snippet.remove(current_member)
    db.session.commit()
    flash(_("“%(title)s” is gone. Answers in which it stands stay as they are.", title=snippet.title))
    return redirect(url_for("snippets.index"), 303)


def _changeable(snippet_id: int):
    return Snippet.changeable_by(current_member).where(Snippet.id == snippet_id)


def _form() -> SnippetForm:
    return StaffsSnippetForm() if current_member.is_staff else SnippetForm()


def _is_for_all(form: SnippetForm) -> bool:
    return isinstance(form, StaffsSnippetForm) and form.for_all.data


def _page(form: SnippetForm | None = None) -> ResponseReturnValue:
    kept = db.session.scalars(Snippet.usable_by(current_member).order_by(Snippet.title, Snippet.id)).all()
    empty = StaffsSnippetForm(formdata=None) if current_member.is_staff else SnippetForm(formdata=None)
    page = render_template("snippets/index.html", own=[each for each in kept if not each.is_for_all], shared=[each for each in kept if each.is_for_all],
                           form=form or empty)
    return page, 422 if form else 200
