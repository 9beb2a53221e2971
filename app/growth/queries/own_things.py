"""What can come back: of one's own rows of filed reviews and questions that have an answer, and what one saved of others."""
from __future__ import annotations

from typing import Any

from sqlalchemy import Select, String, and_, case, cast, literal, or_, select

from app.cohorts.models import Membership, Week
from app.growth.models import StudyDay
from app.growth.queries.topics import TOPIC, is_done, stands_last
from app.questions.models import Question
from app.reviews.models import Entry, Review

# What of a review comes back, in the order in which it does; questions after it.
SECTIONS = ("resource", TOPIC, "takeaway")


def own(account_id: int, kind: str, source: str) -> Select[*tuple[Any, ...]]:
    """In SQL: one row where something of that name could come back to the account, in whichever week: what the index calls it, by kind and id."""
    statement, _name = (entries if kind == "entry" else questions)(source)
    named = ((case((Entry.section == "resource", "resource"), else_="entry"), Entry.id) if kind == "entry" else (literal("question"), Question.id))
    return (statement.with_only_columns(*named).where(Membership.account_id == account_id, Membership.ended_at.is_(None))
            .order_by(Week.number.desc()).limit(1))


def entries(source: str | None = None) -> tuple[Any, Any]:
    """In SQL: rows of filed reviews, with Membership and Week, and by what they are named. A topic that is done does not come back, nor one that has
    its day: that brings it. With `source` those of that name, whatever became of them."""
    has_day = (select(StudyDay.id).where(StudyDay.cohort_id == Review.cohort_id, StudyDay.member_id == Review.author_id, StudyDay.key == Entry.key)
               .correlate(Entry, Review).exists())
    still_to_do = or_(Entry.section != TOPIC, and_(~is_done(), ~has_day, stands_last()))
    rank = case({section: place for place, section in enumerate(SECTIONS)}, value=Entry.section)
    statement = (
        select(literal("entry").label("kind"), Entry.key.label("source"), Entry.section.label("section"), literal("reviews/").label("place"),
               Entry.review_id.label("place_id"), (literal("#entry-") + cast(Entry.id, String)).label("anchor"), Entry.html.label("html"),
               Entry.note_html.label("note_html"), Entry.url.label("url"), rank.label("rank"), Entry.position.label("position"))
        .select_from(Membership).join(Review, and_(Review.cohort_id == Membership.cohort_id, Review.author_id == Membership.id))
        .join(Week, Week.id == Review.week_id).join(Entry, Entry.review_id == Review.id)
        .where(Review.filed_at.is_not(None), Entry.section.in_(SECTIONS)))
    return statement.where(still_to_do if source is None else Entry.key == source), ("entry", Entry.key)


def questions(source: str | None = None) -> tuple[Any, Any]:
    """One's own that have an answer."""
    own_id = cast(Question.id, String)
    statement = (
        select(literal("question").label("kind"), own_id.label("source"), literal("question").label("section"), literal("questions/").label("place"),
               Question.id.label("place_id"), literal("").label("anchor"), Question.headline_html.label("html"), literal("").label("note_html"),
               literal("").label("url"), literal(len(SECTIONS)).label("rank"), Question.position.label("position"))
        .select_from(Membership).join(Question, and_(Question.cohort_id == Membership.cohort_id, Question.author_id == Membership.id))
        .join(Week, Week.id == Question.week_id)
        .where(Question.listed_at.is_not(None), Question.answered_at.is_not(None), Question.closed_at.is_(None)))
    return statement if source is None else statement.where(own_id == source), ("question", own_id)
