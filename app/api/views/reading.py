"""What programs read with a token: JSON, described by `/api/v1/openapi.json`."""
from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, g, jsonify, request
from werkzeug.exceptions import HTTPException

from app.accounts.models import Account
from app.api import openapi, told
from app.api.bearer import by_token
from app.api.problems import stop
from app.api.problems import told as told_as_problem
from app.api.queries import filed_reviews
from app.cohorts.current import current_member
from app.cohorts.models import Membership
from app.extensions import db
from app.questions.filters import Filters
from app.questions.models import STATES, tag_names
from app.questions.queries.listing import page_for
from app.questions.queries.replies import page_of
from app.questions.queries.tags import tags_of
from app.questions.queries.thread import shown_or_404
from app.reviews.queries.sheet import sheet
from app.web.access import public
from app.web.finding import LARGEST_NUMBER
from app.web.pages import A_PAGE

bp = Blueprint("programs", __name__, url_prefix="/api/v1")
bp.register_error_handler(HTTPException, told_as_problem)


@bp.get("/openapi.json")
@public
def description() -> Response:
    answer = jsonify(openapi.DESCRIPTION)
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


@bp.get("/me")
@by_token()
def me() -> Response:
    """Who the token belongs to, and the cohorts that it opens."""
    members = db.session.scalars(Membership.of_account(g.owner_id)).all()
    return _answer({"name": db.session.get_one(Account, g.owner_id).name, "cohorts": [told.membership(member) for member in members]})


@bp.get("/cohorts/<slug>/reviews")
@by_token("reviews")
def reviews() -> Response:
    """Filed ones, the newest first."""
    week, size = _number("week", LARGEST_NUMBER), _size()
    _check_after()
    page = filed_reviews(current_member, week, size)
    return _answer({"reviews": [told.review_line(row) for row in page.rows], "next": page.after})


@bp.get("/cohorts/<slug>/reviews/<int:review_id>")
@by_token("reviews")
def review(review_id: int) -> Response:
    shown = sheet(review_id, current_member)
    if not shown.review.is_filed:
        abort(404)
    return _answer(told.review(shown))


@bp.get("/cohorts/<slug>/questions")
@by_token("questions")
def questions() -> Response:
    """The newest first; without `state` those that are neither closed as the same as another nor withdrawn."""
    state, tag, size = request.args.get("state"), request.args.get("tag"), _size()
    if state is not None and state not in STATES:
        stop(422, f"`state` is one of {', '.join(STATES)}.")
    week, named = _number("week", LARGEST_NUMBER), tag_names([tag or ""])
    _check_after()
    if tag is not None and (not named or "\x00" in tag):  # nothing can have it
        return _answer({"questions": [], "next": None})
    page = page_for(current_member, Filters(state=state, week=week, tag=named[0] if named else None), size)
    tags = tags_of([row.id for row in page.rows])
    return _answer({"questions": [told.question_line(row, tags.get(row.id, []), current_member) for row in page.rows], "next": page.after})


@bp.get("/cohorts/<slug>/questions/<int:question_id>")
@by_token("questions")
def question(question_id: int) -> Response:
    return _answer(told.question(shown_or_404(question_id, current_member), current_member))


@bp.get("/cohorts/<slug>/questions/<int:question_id>/replies")
@by_token("questions")
def replies(question_id: int) -> Response:
    """In order, a page of them; `from` is a place in the thread, and the page is the one that it is on."""
    asked = shown_or_404(question_id, current_member)
    page = page_of(asked.id, _number("from", LARGEST_NUMBER) or 1)
    said = [told.reply(asked, reply, place, current_member) for place, reply in enumerate(page.shown, page.first)]
    return _answer({"replies": said, "total": page.total, "next": page.later or None})


@bp.get("/<path:nowhere>")
@public
def nothing(nowhere: str) -> Response:
    """Programs are told in their own way, whatever they ask for."""
    abort(404)


def _answer(content: dict[str, Any]) -> Response:
    answer = jsonify(content)
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Vary"] = "Authorization"
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _size() -> int:
    return _number("limit", openapi.AT_MOST) or A_PAGE


def _number(name: str, largest: int) -> int | None:
    """Of the address: from 1 to `largest`."""
    typed = request.args.get(name)
    if typed is None:
        return None
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= len(str(largest)) else 0
    if not 1 <= number <= largest:
        stop(422, f"`{name}` is a number from 1 to {largest}.")
    return number


def _check_after() -> None:
    """What `next` gave; a page that begins nowhere is asked for by mistake."""
    after = request.args.get("after")
    if after is not None and not openapi.IS_AFTER.fullmatch(after):
        stop(422, "`after` is what `next` of the page before gave.")
