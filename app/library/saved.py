"""What somebody saved, as far as they may still read it."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select

from app.cohorts.current import current_member
from app.cohorts.models import Membership
from app.extensions import db
from app.library.models import ROWS, Saved
from app.search.analyzer import END_OF_MARKS
from app.search.models import SearchDocument
from app.search.readers import marks_of
from app.web.pages import newest_first


@dataclass(frozen=True)
class Thing:
    """One that is saved. `title` is "" where its reader may not read it any more, or it is gone."""

    kind: str
    source_id: int
    saved_at: datetime
    title: str = ""
    text: str = ""
    detail: str = ""
    week: int | None = None
    tags: tuple[str, ...] = ()
    cohort: str = ""  # its name, where it is another than the one that the reader is in
    address: str = ""


@dataclass(frozen=True)
class Shelf:
    """A page of it, the newest first; `after` is what the address of the next one carries."""

    things: Sequence[Thing]
    after: str | None


def may_be_saved_by(member: Membership, kind: str, source_id: int) -> bool:
    """Whether there is such a thing, and the member, or the same person in another cohort, may read it; two statements."""
    row = db.session.execute(select(SearchDocument.words).where(SearchDocument.kind == kind, SearchDocument.source_id == source_id)).one_or_none()
    return row is not None and _is_readable(row.words, set(marks_of(_memberships(member).values())))


def saved_by(member: Membership) -> Shelf:
    """The page that the address asks for of what the member's account saved, in whichever cohort; two statements."""
    rows = (select(Saved.id, func.coalesce(SearchDocument.kind, Saved.kind).label("kind"), Saved.source_id, Saved.saved_at, *_told())
            .outerjoin(SearchDocument, is_of_saved())
            .where(Saved.account_id == member.account_id))
    page = newest_first(rows, Saved.saved_at, Saved.id)
    memberships = _memberships(member)
    marks = set(marks_of(memberships.values()))
    return Shelf([_thing(row, member, memberships) if row.words is not None and _is_readable(row.words, marks)
                  else Thing(row.kind, row.source_id, row.saved_at) for row in page.rows], page.after)


def is_of_saved() -> ColumnElement[bool]:
    """In SQL: whether a SearchDocument tells of a row of Saved, whose kind may be the one that the thing had then."""
    the_other = case((Saved.kind == ROWS[0], ROWS[1]), (Saved.kind == ROWS[1], ROWS[0]), else_=Saved.kind)
    return and_(SearchDocument.kind.in_((Saved.kind, the_other)), SearchDocument.source_id == Saved.source_id)


def saved_among(*things: tuple[str, int]) -> set[tuple[str, int]]:
    """Of these things, by kind and id, what the reader saved; one statement, none without any. Templates of lower rooms call it."""
    if not things or not current_member:
        return set()
    kinds, ids = zip(*things, strict=True)
    return Saved.among(current_member.account_id, set(kinds), ids)


def _told() -> list[Any]:
    return [SearchDocument.words, SearchDocument.title, SearchDocument.text, SearchDocument.detail, SearchDocument.week, SearchDocument.tags,
            SearchDocument.address, SearchDocument.cohort_id]


def _thing(row: Any, member: Membership, memberships: Mapping[int, Membership]) -> Thing:
    cohort = memberships[row.cohort_id].cohort
    return Thing(row.kind, row.source_id, row.saved_at, row.title or row.text, row.text if row.title else "", row.detail, row.week,
                 tuple(filter(None, row.tags.split(","))), "" if row.cohort_id == member.cohort_id else cohort.name, f"/c/{cohort.slug}/{row.address}")


def _memberships(member: Membership) -> dict[int, Membership]:
    """By cohort, all living ones of the same person."""
    return {each.cohort_id: each for each in db.session.scalars(Membership.of_account(member.account_id))}


def _is_readable(words: str, marks: set[str]) -> bool:
    """By the marks of its readers, which stand before everything else that it is found by."""
    return not marks.isdisjoint(words.partition(f" {END_OF_MARKS} ")[0].split(" "))
