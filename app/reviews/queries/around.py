"""The review around a question, for whoever answers it."""
from __future__ import annotations

from collections import defaultdict

from flask import url_for
from markupsafe import Markup
from sqlalchemy import and_, or_, select, true

from app.cohorts.models import Membership, Week
from app.extensions import db
from app.questions.models import Question
from app.questions.sources import Passage, Row, Surroundings
from app.reviews.models import SECTIONS, Entry, Review
from app.reviews.words import section_names
from app.web.gathered import gathered

NAMED_AS = {"resource": "resources", "study_topic": "study_topics", "takeaway": "takeaways", "action": "actions"}  # the others as in the form


def surroundings(question: Question, member: Membership) -> Surroundings | None:
    """The filed review as `member` may read it, without that question; None where they may not. One statement."""
    named = or_(Question.without_name.is_(False), Question.author_id == member.id, *([true()] if member.guides else []))
    asked = (select(gathered(Question.position, Question.id, Question.headline_html, Question.is_open))
             .where(Question.review_id == Review.id, Question.id != question.id, Question.readable_by(member), Question.listed_at.is_not(None),
                    Question.closed_at.is_(None), named))
    entries = select(gathered(Entry.position, Entry.id, Entry.section, Entry.html)).where(Entry.review_id == Review.id)
    its_own = Review.id == question.review_id if question.review_id else and_(Review.week_id == question.week_id, Review.author_id == question.author_id)
    readable = Review.visible_to(member).join(Week, Week.id == Review.week_id).where(its_own, Review.filed_at.is_not(None))
    row = db.session.execute(readable.with_only_columns(
        Review.id, Review.title, Review.closing_html, Week.number, asked.correlate(Review).scalar_subquery().label("asked"),
        entries.correlate(Review).scalar_subquery().label("entries"))).one_or_none()
    if row is None:
        return None
    href = url_for("reviews.show", review_id=row.id)
    questions = [Row(Markup(html), url_for("questions.show", question_id=key), "open" if is_open else "answered")  # noqa: S704  (rendered when written)
                 for _place, key, html, is_open in sorted(row.asked or [])]
    return Surroundings(row.title, href, row.number, questions, _passages(row.entries or [], href), Markup(row.closing_html))  # noqa: S704


def _passages(entries: list[tuple[int, int, str, str]], href: str) -> list[Passage]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for _place, key, section, html in sorted(entries):
        rows[section].append(Row(Markup(html), f"{href}#entry-{key}"))  # noqa: S704
    names = section_names()
    return [Passage(names[NAMED_AS.get(section, section)], rows[section]) for section in SECTIONS if rows[section]]
