"""Searching, and walking through what was found."""
from __future__ import annotations

from flask import render_template, request

from app.cohorts.current import current_member
from app.library import words
from app.library.choices import Choices, address
from app.library.queries import search_as
from app.library.saved import saved_among
from app.library.snippets import WIDTH, marked
from app.library.views import bp
from app.search.query import Query

PAGES_AT_MOST = 60


@bp.get("/")
def index(cohort: str) -> str:
    """Where nothing is asked yet, what was answered last, and a way to each kind of thing."""
    page, typed = _page(request.args.get("page", "")), request.args.get("q", "")
    begins = Query.parse(typed).is_empty
    results = search_as(current_member, "is:answered" if begins else typed, page)
    choices = Choices.to_begin_with() if begins else Choices.of(results)
    return render_template("library/index.html", results=results, begins=begins, saved=saved_among(*results.found.names), choices=choices, page=page,
                           marked=marked, WIDTH=WIDTH, called=words.called, address=address)


def _page(text: str) -> int:
    return min(int(text), PAGES_AT_MOST) if text.isascii() and text.isdigit() and 0 < len(text) < 4 and int(text) else 1
