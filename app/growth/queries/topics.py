"""What somebody wants to study and has not done yet, and the day that they gave it."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import aliased

from app.cohorts.models import Cohort, Membership, Week
from app.extensions import db
from app.growth.models import StudyDay
from app.reviews.models import Entry, FollowUp, Review
from app.web.words import first_words

TOPIC = "study_topic"


@dataclass(frozen=True, slots=True)
class Due:
    """A topic with its day. `slug` and `cohort` say where it was written."""

    key: str
    entry_id: int
    review_id: int
    html: str
    note_html: str
    number: int
    cohort_id: int
    slug: str
    cohort: str
    day: date

    @property
    def label(self) -> str:
        return first_words(self.html)


def is_done() -> ColumnElement[bool]:
    """In SQL, of an Entry with its Review: its author said "did it" when they looked back."""
    return (select(FollowUp.id).where(FollowUp.cohort_id == Review.cohort_id, FollowUp.author_id == Review.author_id, FollowUp.key == Entry.key,
                                      FollowUp.outcome == "did").correlate(Entry, Review).exists())


def stands_last() -> ColumnElement[bool]:
    """In SQL, of an Entry with its Review and Week: taken on for another week, it is told once, where it stood last."""
    entry, review, week = aliased(Entry), aliased(Review), aliased(Week)
    return ~(select(entry.id).join(review, review.id == entry.review_id).join(week, week.id == review.week_id)
             .where(review.cohort_id == Review.cohort_id, review.author_id == Review.author_id, review.filed_at.is_not(None), entry.key == Entry.key,
                    week.number > Week.number).correlate(Entry, Review, Week).exists())


def study_days() -> Select[*tuple[Any, ...]]:
    """Columns of `Due` for whoever: to be narrowed down to an account or a member."""
    return (
        select(Entry.key.label("key"), Entry.id.label("entry_id"), Entry.review_id.label("review_id"), Entry.html.label("html"),
               Entry.note_html.label("note_html"), Week.number.label("number"), Cohort.id.label("cohort_id"), Cohort.slug.label("slug"),
               Cohort.name.label("cohort"), StudyDay.day.label("day"))
        .select_from(Membership).join(StudyDay, and_(StudyDay.cohort_id == Membership.cohort_id, StudyDay.member_id == Membership.id))
        .join(Cohort, Cohort.id == StudyDay.cohort_id)
        .join(Review, and_(Review.cohort_id == StudyDay.cohort_id, Review.author_id == StudyDay.member_id, Review.filed_at.is_not(None)))
        .join(Week, Week.id == Review.week_id).join(Entry, and_(Entry.review_id == Review.id, Entry.key == StudyDay.key, Entry.section == TOPIC))
        .where(Membership.ended_at.is_(None), StudyDay.done_at.is_(None), ~is_done(), stands_last()))


def study_days_of(member: Membership) -> Sequence[Due]:
    """Of the member what is to be studied yet, in the order of its days; one statement."""
    rows = db.session.execute(study_days().where(StudyDay.cohort_id == member.cohort_id, StudyDay.member_id == member.id).order_by(StudyDay.day, Entry.id))
    return [Due(*row) for row in rows]
