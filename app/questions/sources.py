"""Where a question was asked. This room does not know reviews: the room above says it, by registering who can tell."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from markupsafe import Markup

from app.cohorts.models import Membership
from app.questions.models import Question


@dataclass(frozen=True)
class Source:
    title: str
    href: str


@dataclass(frozen=True)
class Row:
    """A row of a review beside a question: rendered, with the address at which it stands. `state` is that of a question, else ''."""

    html: Markup
    href: str
    state: str = ""


@dataclass(frozen=True)
class Passage:
    """A section of the review, by its name in the reader's language."""

    name: str
    rows: list[Row]


@dataclass(frozen=True)
class Surroundings(Source):
    """The review around a question as its reader may see it: what else was asked in it, and its other sections; empty ones are left out."""

    week: int
    questions: list[Row]
    passages: list[Passage]
    closing_html: Markup


Finder = Callable[[Question, Membership], Source | None]
Looker = Callable[[Question, Membership], Surroundings | None]


def told_by(app: Flask, find: Finder, look: Looker) -> None:
    """Both give None where the member may not read the review; at most one statement each.

    `find(question, member)` gives its title and address, `look(question, member)` what stands around that question, too.
    """
    app.extensions["question_sources"] = find, look


def edited_in(app: Flask, address: Callable[[Question], str]) -> None:
    """`address(question)` is where its asker edits one that was written in a review; its `week` is loaded. No statement."""
    app.extensions["question_rows"] = address


def row_of(question: Question) -> str | None:
    """The row of the review that the question is written in; None where it was asked on its own, and is edited on its page."""
    address: Callable[[Question], str] | None = current_app.extensions.get("question_rows")
    return address(question) if address and question.review_id is not None else None


def source_of(question: Question, member: Membership) -> Source | None:
    """The review that the question came from, for readers who may know whose it is and may read it."""
    find = _registered(0)
    return find(question, member) if find and _may_be_told(question, member) else None


def surroundings_of(question: Question, member: Membership) -> Surroundings | None:
    """As source_of, with what stands around the question there."""
    look = _registered(1)
    return look(question, member) if look and _may_be_told(question, member) else None


def _registered(place: int) -> Any:
    return current_app.extensions.get("question_sources", (None, None))[place]


def _may_be_told(question: Question, member: Membership) -> bool:
    return (question.review_id is not None or question.joins_review) and question.shows_asker_to(member)
