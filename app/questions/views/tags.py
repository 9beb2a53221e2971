"""The cohort's tags: everybody reads which there are; staff give one another name, which may be another's."""
from __future__ import annotations

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cohorts.current import current_member, staff_only
from app.extensions import db
from app.questions.forms import TagForm
from app.questions.models import A_TAG, is_a_tag, kept_tags, make_it, tag_names
from app.questions.queries.tags_named import Named, suggested_to, tag_of, tags_for
from app.web import clock

bp = Blueprint("tags", __name__, url_prefix="/c/<cohort>/tags")


@bp.get("/")
def index(cohort: str) -> str:
    return _page(TagForm(formdata=None, tag=_name(request.args.get("change", ""))))


@bp.get("/names")
def names(cohort: str) -> ResponseReturnValue:
    """What js/tags.js offers, the most used first."""
    answer = jsonify([{"name": tag.name, "count": tag.count} for tag in suggested_to(current_member)])
    answer.add_etag()
    return answer.make_conditional(request)


@bp.post("/renaming")
@staff_only
def renaming(cohort: str) -> ResponseReturnValue:
    """The tag `tag` becomes `name`. Where that is a tag already, the page comes back first and says what will be one from then on."""
    form = TagForm()
    old = _name(form.tag.data or "")
    if not form.validate():
        return _page(form), 422
    name = form.chosen
    name = kept_tags(current_member.cohort_id, [name]).get(name, name)
    if name != old and form.sure.data != name and is_a_tag(current_member.cohort_id, name):
        form.sure.data = name
        return _page(form, merging=tag_of(current_member, name) or Named(name, 0)), 409
    kept = make_it(name, old, current_member, clock.now())
    db.session.commit()
    if kept != old:
        flash(_("#%(old)s is #%(kept)s now, in every question.", old=old, kept=kept))
    return redirect(url_for("tags.index", _anchor=f"tag-{kept}"), 303)


def _page(form: TagForm, merging: Named | None = None) -> str:
    """`merging` is the tag that another is about to become."""
    after, old = request.args.get("after", ""), _name(form.tag.data or "")
    if "\x00" in after or len(after) > A_TAG:
        abort(404)
    return render_template("questions/tags.html", shown=tags_for(current_member, after), form=form if current_member.may_run_it else None,
                           changing=tag_of(current_member, old) if old and current_member.may_run_it else None, merging=merging)


def _name(typed: str) -> str:
    """The tag that is meant, "" for none."""
    found = tag_names([typed.replace("\x00", "")])
    return found[0] if found else ""
