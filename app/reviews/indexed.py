"""Reviews are found entry by entry, and what others remarked on them too. Whatever changes words or readers is indexed in the transaction that changes it."""
from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from app.cohorts.models import Week
from app.comments.models import Comment
from app.extensions import db
from app.questions.models import Question
from app.reviews.models import Entry, Review
from app.search import index, sources
from app.search.readers import guides_and, readers_of
from app.search.sources import Source, add_source
from app.web.words import text_of

ROOT = "review"


def watch() -> None:
    add_source(Source(ROOT, entries, after))
    sources.watch(ROOT, Review, ("title", "closing", "filed_at", "audience", "audience_team_id"), lambda review: [review.id])
    sources.watch(ROOT, Entry, ("text", "url", "note", "section"), lambda entry: [entry.review_id])
    sources.watch(ROOT, Comment, ("text", "withdrawn_at", "entry_id", "question_id"), lambda comment: [comment.review_id])
    sources.watch(ROOT, Question, ("without_name", "closed_at", "review_id"), lambda question: [question.review_id])  # remarks on it are for its readers


def after(review_id: int, at_most: int) -> list[int]:
    return list(db.session.scalars(select(Review.id).where(Review.id > review_id, Review.filed_at.is_not(None)).order_by(Review.id).limit(at_most)))


def entries(review_ids: Collection[int]) -> list[index.Entry]:
    """What can be found of these reviews: title and closing note, each row of their sections, each remark; three statements."""
    reviews = db.session.execute(
        select(Review.id, Review.cohort_id, Review.author_id, Review.title, Review.closing_html, Review.filed_at, Review.audience, Review.audience_team_id,
               Week.number).join(Week, Week.id == Review.week_id).where(Review.id.in_(review_ids), Review.filed_at.is_not(None))).all()
    if not reviews:
        return []
    by_id = {review.id: review for review in reviews}
    rows = db.session.execute(select(Entry.id, Entry.review_id, Entry.section, Entry.html, Entry.url, Entry.note_html).where(Entry.review_id.in_(by_id))
                              .order_by(Entry.id))
    remarks = db.session.execute(
        select(Comment.id, Comment.review_id, Comment.author_id, Comment.html, Comment.written_at, Question.without_name)
        .outerjoin(Question, Question.id == Comment.question_id).where(Comment.review_id.in_(by_id), Comment.withdrawn_at.is_(None)).order_by(Comment.id))
    return [*map(_review, reviews), *(_entry(row, by_id[row.review_id]) for row in rows), *(_comment(row, by_id[row.review_id]) for row in remarks)]


def _review(review: Any) -> index.Entry:
    return index.Entry(ROOT, review.id, review.id, review.cohort_id, text_of(review.closing_html), _readers(review), title=review.title, week=review.number,
                       author_id=review.author_id, has_code="<code" in review.closing_html, address=f"reviews/{review.id}", shown_at=review.filed_at)


def _entry(entry: Any, review: Any) -> index.Entry:
    """A resource is called by what it is; other rows have no title."""
    is_resource = entry.section == "resource"
    said = text_of(entry.html), entry.url, text_of(entry.note_html)
    return index.Entry(
        "resource" if is_resource else "entry", entry.id, review.id, review.cohort_id, "\n".join(filter(None, said[1:] if is_resource else said)),
        _readers(review), title=said[0] if is_resource else "", week=review.number, author_id=review.author_id, detail="" if is_resource else entry.section,
        has_code="<code" in entry.html + entry.note_html, address=f"reviews/{review.id}#entry-{entry.id}", shown_at=review.filed_at)


def _comment(comment: Any, review: Any) -> index.Entry:
    """On a question without a name: only those read it who know whose review that is."""
    readers = guides_and(review.cohort_id, review.author_id) if comment.without_name and review.audience != "me" else _readers(review)
    return index.Entry("comment", comment.id, review.id, review.cohort_id, text_of(comment.html), readers, week=review.number, author_id=comment.author_id,
                       has_code="<code" in comment.html, address=f"reviews/{review.id}#comment-{comment.id}", shown_at=comment.written_at)


def _readers(review: Any) -> tuple[str, ...]:
    return readers_of(review.cohort_id, review.audience, review.audience_team_id, review.author_id)
