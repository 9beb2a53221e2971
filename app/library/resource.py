"""A resource as its readers see it: who gave it and why, and what became of it."""
from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from app.accounts.models import Account
from app.cohorts.models import Membership, Week
from app.extensions import db
from app.library.models import ROWS, Saved
from app.reviews.models import FOLLOWED, TICKS, Entry, FollowUp, Review
from app.web.words import text_of, web_address

BECAME_AT_MOST = 3


@dataclass(frozen=True)
class Given:
    """By one person in one week, and why."""

    entry_id: int
    review_id: int
    name: str
    week: int
    note_html: str


@dataclass(frozen=True)
class Became:
    """What somebody did with it who wanted to: a topic or a decision of theirs was about it, and this they said in the week of `number`."""

    name: str
    number: int
    section: str
    outcome: str
    word: str


@dataclass
class Resource:
    """`id` is that of the entry that gave it last; `saved_id` of the one that the reader saved. `link` is "" where it leads nowhere on the web."""

    id: int
    title: str = ""
    link: str = ""
    site: str = ""
    given: list[Given] = field(default_factory=list)
    count: int = 0  # how often it was given, as far as the reader may read it
    saved_id: int | None = None
    became: list[Became] = field(default_factory=list)


def readable(member: Membership, entry: Any, review: Any) -> ColumnElement[bool]:
    """In SQL: resources of the member's cohort that were filed for them too. What of a review is read has the audience of the review."""
    return and_(entry.cohort_id == member.cohort_id, entry.section == "resource", review.id == entry.review_id, review.readable_by(member),
                review.filed_at.is_not(None))


def told(member: Membership, pages: Collection[str], ids: Collection[int], at_most: int, *, after: int = 0,
         first: int | None = None) -> dict[str | int, Resource]:
    """The resources on these pages, and those by their id that are on none; of each so many who gave it, the last first, before them those of the week
    `first`. Two statements."""
    found: dict[str | int, Resource] = {}
    for row in _given(member, pages, ids, at_most, after, first):
        resource = found.setdefault(row.page or row.id, Resource(row.id))
        if not resource.given:
            resource.title, resource.link, resource.count, resource.saved_id = text_of(row.html), web_address(row.url), row.times, row.saved_id
            resource.site = (row.page or "").partition("/")[0]
        resource.given.append(Given(row.id, row.review_id, row.name, row.week, row.note_html))
    for row in _became(member, pages) if pages else ():
        found[row.page].became.append(Became(row.name, row.week, row.section, row.outcome, row.word))
    return found


def _given(member: Membership, pages: Collection[str], ids: Collection[int], at_most: int, after: int, first: int | None) -> Sequence[Row[Any]]:
    together = [Entry.page, case((Entry.page.is_(None), Entry.id))]
    order = (case((Week.number == first, 0), else_=1), Entry.id.desc()) if first else (Entry.id.desc(),)
    saved = and_(Saved.account_id == member.account_id, Saved.kind.in_(ROWS), Saved.source_id == Entry.id)
    rows = (select(Entry.id, Entry.page, Entry.html, Entry.url, Entry.note_html, Entry.review_id, Week.number.label("week"), Account.name,
                   func.row_number().over(partition_by=together, order_by=order).label("place"),
                   func.count().over(partition_by=together).label("times"), func.max(Saved.source_id).over(partition_by=together).label("saved_id"))
            .join(Review, Review.id == Entry.review_id).join(Week, Week.id == Review.week_id).join(Membership, Membership.id == Review.author_id)
            .join(Account, Account.id == Membership.account_id).outerjoin(Saved, saved)
            .where(or_(Entry.page.in_(pages), Entry.id.in_(ids)), readable(member, Entry, Review), *([Entry.id < after] if after else [])).subquery())
    return db.session.execute(select(rows).where(rows.c.place <= at_most).order_by(rows.c.place)).all()


def _became(member: Membership, pages: Collection[str]) -> Sequence[Row[Any]]:
    """As under a decision in its review (`reviews.queries.looked_back.history_of`): told to those who may read both, and only what was filed."""
    looked_back = aliased(Review)
    rows = (select(Entry.page, Entry.section, FollowUp.id, FollowUp.outcome, FollowUp.word, Week.number.label("week"), Account.name,
                   func.row_number().over(partition_by=Entry.page, order_by=FollowUp.id.desc()).label("place"))
            .join(Review, Review.id == Entry.review_id).join(FollowUp, and_(FollowUp.review_id == Entry.review_id, FollowUp.key == Entry.key))
            .join(Week, Week.id == FollowUp.week_id)
            .join(looked_back, and_(looked_back.week_id == FollowUp.week_id, looked_back.author_id == FollowUp.author_id))
            .join(Membership, Membership.id == FollowUp.author_id).join(Account, Account.id == Membership.account_id)
            .where(Entry.cohort_id == member.cohort_id, Entry.page.in_(pages), Entry.section.in_(FOLLOWED), FollowUp.outcome.in_(TICKS),
                   Review.readable_by(member), Review.filed_at.is_not(None), looked_back.readable_by(member), looked_back.filed_at.is_not(None)).subquery())
    return db.session.execute(select(rows).where(rows.c.place <= BECAME_AT_MOST).order_by(rows.c.id)).all()
