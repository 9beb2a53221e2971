"""The record of a review: when it was filed and how it changed. Its author's alone."""
from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from app.cohorts.current import campers_only, current_member
from app.extensions import db
from app.questions.queries.thread import line_of
from app.reviews.forms.review import CHOSEN
from app.reviews.models import Document, Review
from app.reviews.models.comparing import Change, Comparison, RowChange
from app.reviews.models.document import WORDS
from app.reviews.queries.history import asked_in, filed_before, history_of, own_review, version_of
from app.reviews.views.blueprint import bp
from app.reviews.words import changes_in_words, field_name, section_names, single_names, value_in_words
from app.web import clock, markdown
from app.web.differences import marked
from app.web.finding import LARGEST_NUMBER, get_or_404, lock_or_404

A_GLIMPSE = 120  # characters
MARKED_AT_MOST = 60_000  # characters of a page; beyond, two texts stand side by side as they are


@dataclass(frozen=True)
class ShownChange:
    label: str
    before: Markup
    after: Markup


@dataclass(frozen=True)
class ShownRow:
    """A row that differs. `name` is what it is called, `what` says what happened to it."""

    name: str
    kind: str
    what: str
    fields: list[ShownChange]
    glimpse: str  # which one it is, where none of its words is among the fields


@bp.get("/reviews/<int:review_id>/versions")
def versions(cohort: str, review_id: int) -> str:
    review = get_or_404(own_review(review_id, current_member))
    now = clock.now()
    before = request.args.get("before", type=int)
    history = history_of(review, before if before is not None and 0 < before <= LARGEST_NUMBER else None)
    asked = asked_in(review) if review.is_filed else []
    waiting = next((question for question in asked if question.is_waiting), None)
    return render_template("reviews/versions.html", review=review, history=history, in_words=changes_in_words, asked=asked,
                           line=line_of(waiting, now) if waiting else None, hindrance=review.hindrance(now))


@bp.get("/reviews/<int:review_id>/versions/<int:version_number>")
def one_version(cohort: str, review_id: int, version_number: int) -> str:
    """What it changed; with `against=now`, what differs from what its readers read now (of a draft: from what is written now)."""
    review = get_or_404(own_review(review_id, current_member))
    version = get_or_404(version_of(review, version_number))
    against_now = request.args.get("against") == "now"
    if against_now:
        comparison = Comparison.of(version.document, _now(review))
    else:
        base = filed_before(review, version.number)
        comparison = Comparison.of(base.document if base else Document(), version.document)
    return render_template("reviews/version.html", review=review, version=version, against_now=against_now, shown=_Showing(comparison))


@bp.post("/reviews/<int:review_id>/versions/<int:version_number>/restoration")
@campers_only
def restoration(cohort: str, review_id: int, version_number: int) -> ResponseReturnValue:
    """It is what its author goes on writing; nobody else reads it before it is published."""
    review = lock_or_404(own_review(review_id, current_member))
    version = get_or_404(version_of(review, version_number))
    if review.is_filed:
        review.load_rows()
    else:
        review.load_document()
    aside = review.restore(version, clock.now())
    sentence = _("Version %(number)s is in the form. Nobody else sees it before you publish it.", number=version.number)
    if aside is not None:
        address = url_for("reviews.one_version", review_id=review.id, version_number=aside.number)
        flash(Markup('{} <a href="{}">{}</a>').format(sentence, address, _("What was there before is kept as version %(number)s.", number=aside.number)))
    else:
        flash(sentence)
    number = review.week.number
    db.session.commit()
    return redirect(url_for("reviews.edit", number=number), 303)


def _now(review: Review) -> Document:
    """What is read now, and of a draft what is written."""
    if review.is_filed:
        review.load_rows()
        return review.published()
    review.load_document()
    return review.document


class _Showing:
    """A comparison for the page: everything in words, with what differs marked."""

    def __init__(self, comparison: Comparison) -> None:
        self._left = MARKED_AT_MOST
        singles = [change for change in comparison.singles if change.name != "closing"]
        self.singles = [self._field(single_names()[change.name], change) for change in singles]
        names = section_names()
        self.sections = [(names[section], [self._row(section, change) for change in changes]) for section, changes in comparison.sections.items()]
        self.closing = [self._field(single_names()[change.name], change) for change in comparison.singles if change.name == "closing"]
        self.is_empty = comparison.is_empty

    def _row(self, section: str, change: RowChange) -> ShownRow:
        row = change.after or change.before
        assert row is not None
        if change.kind in ("added", "removed"):
            fields = [Change(name, "" if change.kind == "added" else value, value if change.kind == "added" else "")
                      for name, value in row.values.items() if name in WORDS and value]
        else:
            fields = list(change.fields)
        glimpse = "" if any(each.name == "text" for each in fields) else markdown.plain(str(row["text"]), A_GLIMPSE)
        return ShownRow(field_name(section, "text", change.number), change.kind, _what(change),
                        [self._field(field_name(section, each.name, change.number), each) for each in fields], glimpse)

    def _field(self, label: str, change: Change) -> ShownChange:
        before, after = value_in_words(change.name, change.before), value_in_words(change.name, change.after)
        self._left -= len(before) + len(after)
        if not before or not after or self._left < 0 or change.name in CHOSEN:
            return ShownChange(label, _all("del", before), _all("ins", after))
        return ShownChange(label, *marked(before, after))


def _what(change: RowChange) -> str:
    if change.kind == "added":
        return _("New")
    if change.kind == "removed":
        return _("Taken out")
    moved = _("was at place %(place)s", place=change.moved_from) if change.moved_from else ""
    return ", ".join(filter(None, (_("Changed") if change.fields else "", moved)))


def _all(tag: str, text: str) -> Markup:
    return Markup(f"<{tag}>{{}}</{tag}>").format(text) if text else Markup()  # noqa: S704  (the tag is ours, the text is escaped)
