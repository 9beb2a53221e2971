"""What became of decisions: told in the review of the week after, and under the decision itself. Only to those who may read both."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ScalarSelect, or_, select
from sqlalchemy.orm import aliased

from app.cohorts.models import Membership, Week
from app.extensions import db
from app.reviews.models import FOLLOWED, TICKS, Entry, FollowUp, Review
from app.web.gathered import gathered


@dataclass(frozen=True, slots=True)
class LookedBack:
    """In the review of a week: something decided in the week of `number`, and what became of it."""

    number: int
    section: str
    review_id: int
    entry_id: int
    html: str
    outcome: str
    word: str


@dataclass(frozen=True, slots=True)
class Became:
    """Under a decision: what became of it in the week of `number`."""

    number: int
    outcome: str
    word: str


def looked_back_in(reader: Membership, author_id: Any = Review.author_id, week_id: Any = Review.week_id) -> ScalarSelect[Any]:
    """In SQL, for a statement about `Review`: what its author looked back on in its week, of what the reader may read; `told_of` reads it."""
    earlier, its_week, entry = aliased(Review), aliased(Week), aliased(Entry)
    return (
        select(gathered(its_week.number, entry.section, entry.position, earlier.id, entry.id, entry.html, FollowUp.outcome, FollowUp.word))
        .select_from(FollowUp).join(earlier, earlier.id == FollowUp.review_id).join(its_week, its_week.id == earlier.week_id)
        .join(entry, (entry.review_id == FollowUp.review_id) & (entry.key == FollowUp.key))
        .where(FollowUp.author_id == author_id, FollowUp.week_id == week_id, FollowUp.outcome.in_(("", *TICKS)), entry.section.in_(FOLLOWED),
               earlier.readable_by(reader), earlier.filed_at.is_not(None))
        .correlate(Review).scalar_subquery()
    )


def history_of(reader: Membership, review_id: int) -> ScalarSelect[Any]:
    """In SQL, for a statement about `Review` and `Week`: what became of that review's decisions in later weeks, of what the reader may read;
    `by_entry` reads it. A decision that was taken on again has its key in the later reviews too."""
    looked_at, later, its_week, entry = aliased(Review), aliased(Review), aliased(Week), aliased(Entry)
    return (
        select(gathered(entry.id, its_week.number, FollowUp.outcome, FollowUp.word))
        .select_from(entry).join(FollowUp, FollowUp.key == entry.key).join(its_week, its_week.id == FollowUp.week_id)
        .join(looked_at, looked_at.id == FollowUp.review_id)
        .outerjoin(later, (later.week_id == FollowUp.week_id) & (later.author_id == FollowUp.author_id))
        .where(entry.review_id == review_id, entry.section.in_(FOLLOWED), FollowUp.cohort_id == reader.cohort_id, FollowUp.author_id == Review.author_id,
               its_week.number > Week.number, looked_at.readable_by(reader),
               or_(FollowUp.author_id == reader.id, (later.readable_by(reader)) & later.filed_at.is_not(None)))
        .correlate(Review, Week).scalar_subquery()
    )


def looked_back(author: Membership, week_id: int) -> list[LookedBack]:
    """What the author looked back on in that week, for themselves: also where there is no review of it yet; one statement."""
    return told_of(db.session.scalar(select(looked_back_in(author, author.id, week_id))))


def told_of(rows: Sequence[Sequence[Any]] | None) -> list[LookedBack]:
    """In the order of the earlier review, actions first."""
    return [LookedBack(number, section, review_id, entry_id, html, outcome, word)
            for number, section, _position, review_id, entry_id, html, outcome, word in sorted(rows or (), key=lambda row: (-row[0], *row[1:5]))]


def by_entry(rows: Sequence[Sequence[Any]] | None) -> dict[int, list[Became]]:
    """By the id of the decision, week by week."""
    found: dict[int, list[Became]] = defaultdict(list)
    for entry_id, number, outcome, word in sorted(rows or (), key=lambda row: (row[0], row[1])):
        found[entry_id].append(Became(number, outcome, word))
    return found
