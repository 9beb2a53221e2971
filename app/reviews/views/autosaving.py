"""Saved while it is typed: the open page sends what changed (forms/changes.py) and learns what became of it."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from app.cohorts.current import campers_only, current_member, while_open
from app.extensions import db
from app.reviews.forms import Changes, TypedChanges
from app.reviews.models import SINGLE, Document, Merged, Review, merge
from app.reviews.queries import saved
from app.reviews.views.blueprint import bp, week_of
from app.reviews.views.conflicts import told
from app.web import clock
from app.web.finding import get_or_404
from app.web.templates import speaker


@bp.get("/weeks/<int:number>/review/changes")
@campers_only
@while_open
def state(cohort: str, number: int) -> ResponseReturnValue:
    """What is saved, for a page that has lost touch: whose it is, the whole document, a token to send with."""
    review = saved(current_member, get_or_404(week_of(current_member, number)))
    document = review.document if review else Document()
    answer = jsonify(account=current_member.account_id, version=review.version if review else 0, document=_fields(document),
                     saved=_time(review.saved_at) if review else "", csrf_token=generate_csrf())
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post("/weeks/<int:number>/review/changes")
@campers_only
def changes(cohort: str, number: int) -> ResponseReturnValue:
    """200 when all of it is kept; 422 with `faults`, 409 with `conflicts`, `unknown` or `whole` (see TypedChanges) when the rest is."""
    week = get_or_404(week_of(current_member, number))
    now = clock.now()
    sent = Changes.read(_sent())
    review = Review.open_for(current_member, week, now)
    before = review.version
    typed = TypedChanges(sent, review.document, current_member)
    merged = merge(typed.saved, typed.mine, typed.seen)
    review.keep(merged.document, now)
    answer = _answer(review, merged, typed, in_touch=before == sent.version)
    db.session.commit()
    conflicted = answer["conflicts"] or typed.unknown or typed.whole
    return jsonify(answer), 409 if conflicted else 422 if typed.faults else 200


def _sent() -> object:
    """The request's JSON; None for what is none, or is nested deeper than anything of ours."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def _answer(review: Review, merged: Merged, typed: TypedChanges, in_touch: bool) -> dict[str, Any]:
    return {
        "version": review.version, "saved": _time(review.saved_at), "faults": typed.faults, "tidied": typed.tidied, "unknown": typed.unknown,
        "whole": typed.whole,
        "conflicts": [{"path": each.path, "html": render_template("reviews/_both_texts.html", both=each)} for each in told(merged)],
        "returned": [row.key for row in merged.returned],
        # Somebody saved in between: what is there now, so that the page shows it too.
        "document": None if in_touch else _fields(merged.document),
    }


def _fields(document: Document) -> dict[str, Any]:
    """{"title": …, "rows": [{"section": …, "key": …, "values": {…}}, …]}"""
    return {**{name: getattr(document, name) for name in SINGLE},
            "rows": [{"section": row.section, "key": row.key, "values": dict(row.values)} for row in document.rows]}


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(speaker().zone):%H:%M}"
