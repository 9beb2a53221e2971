"""Closed as the same as another; taking that back is reopening."""
from __future__ import annotations

import re

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cohorts.current import current_member
from app.extensions import db
from app.questions.models import NotInSight, NotTheSame, OfAnotherCohort, OthersPointHere
from app.questions.queries.thread import lock_together, locked_or_404
from app.questions.views.blueprint import bp
from app.questions.views.posting import offer_next
from app.web import clock
from app.web.back import way_back
from app.web.finding import LARGEST_ID

ADDRESS = re.compile(r"(?:.*/c/([a-z0-9-]{1,40}))?/?questions/([0-9]{1,19})(?:/answer)?/?(?:[?#].*)?", re.ASCII)


@bp.post("/<int:question_id>/closing")
def closing(cohort: str, question_id: int) -> ResponseReturnValue:
    """`original` is the number or the address of the other question; what cannot be it is told, and another is looked for."""
    slug, original_id = named(request.form.get("original", ""))
    found = lock_together({question_id, original_id}, current_member)
    question = locked_or_404(question_id, current_member)
    now = clock.now()
    try:
        if slug not in ("", current_member.cohort.slug):
            raise OfAnotherCohort
        if original_id not in found:
            raise NotInSight
        question.close_as_duplicate(found[original_id], current_member, now)
    except (NotTheSame, OthersPointHere) as refusal:
        return render_template("questions/same.html", question=question, query="", found=[], fault=refusal.sentence()), refusal.status
    db.session.flush()
    offer_next(question, _("Closed as the same. Next:"), now)
    db.session.commit()
    return redirect(way_back(current_member.cohort.slug, url_for("questions.show", question_id=question.id)), 303)


def named(text: str) -> tuple[str, int]:
    """The cohort's address ("" where none is said) and the question's number; 0 where it is no question."""
    text = text.strip()[:500]
    if text.isascii() and text.isdigit():
        slug, number = "", text
    elif match := ADDRESS.fullmatch(text):
        slug, number = match[1] or "", match[2]
    else:
        return "", 0
    return (slug, int(number)) if len(number) <= 19 and int(number) <= LARGEST_ID else ("", 0)


def is_address(text: str) -> bool:
    """Whether somebody who looks for a question has pasted where it is."""
    return named(text)[1] > 0 and ("/" in text or len(text) >= 10)

