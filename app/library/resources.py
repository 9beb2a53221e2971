"""Resources of the cohort as its members read them: one address that several people gave is one thing."""
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from app.cohorts.models import Membership, Week
from app.extensions import db
from app.library.resource import Resource, readable, told
from app.reviews.models import Entry, Review

A_PAGE = 20
GIVEN_AT_MOST = 4  # of one resource in the list, the newest; all of them stand on its own page
OF_ONE = 30  # of one resource on its own page, at once
LOOKED_THROUGH = 500  # of the newest, for the sites that are offered
SITES_OFFERED = 20


@dataclass(frozen=True)
class Choice:
    """Of the list: given in that week, on that site. None leaves everything in."""

    week: int | None = None
    site: str | None = None


@dataclass(frozen=True)
class Listed:
    """A page of the list, what was given last first; `after` is what the address of the next one carries."""

    resources: Sequence[Resource]
    sites: Sequence[str]
    after: int | None


def resources_for(member: Membership, choice: Choice, after: int = 0) -> Listed:
    """What the member may read, beyond the resource `after`; four statements."""
    rows = db.session.execute(_newest_of_each(member, choice, after).limit(A_PAGE + 1)).all()
    shown = rows[:A_PAGE]
    by_name = told(member, {row.page for row in shown if row.page}, {row.id for row in shown if not row.page}, GIVEN_AT_MOST, first=choice.week)
    found = [by_name[name] for row in shown if (name := row.page or row.id) in by_name]
    return Listed(found, _sites(member), shown[-1].id if len(rows) > A_PAGE else None)


def resource_for(member: Membership, entry_id: int, after: int = 0) -> tuple[Resource | None, int | None]:
    """That one with all who gave it, beyond the entry `after`, and the last of them where there are more; None where the member may not read it. Three
    statements."""
    row = db.session.execute(select(Entry.id, Entry.page).where(Entry.id == entry_id, readable(member, Entry, Review))).one_or_none()
    if row is None:
        return None, None
    by_name = told(member, {row.page} if row.page else set(), set() if row.page else {row.id}, OF_ONE, after=after)
    found = next(iter(by_name.values()), None)
    return found, found.given[-1].entry_id if found and found.count > len(found.given) else None


def _chosen(member: Membership, choice: Choice, entry: Any, review: Any) -> list[ColumnElement[bool]]:
    week = select(Week.id).where(Week.cohort_id == member.cohort_id, Week.number == choice.week).scalar_subquery()
    return [*([review.week_id == week] if choice.week else []), *([entry.page.startswith(f"{choice.site}/", autoescape=True)] if choice.site else [])]


def _newest_of_each(member: Membership, choice: Choice, after: int) -> Any:
    """Of each page on the web the entry that named it last. A week is small enough to be looked through; else it goes by the indexes of entries (none is
    newer that the member may read), so that the list of a cohort in its fifth month costs what it shows."""
    listed = readable(member, Entry, Review), *_chosen(member, choice, Entry, Review)
    if choice.week:
        newest = func.max(Entry.id)
        each = select(newest.label("id"), Entry.page).where(*listed).group_by(Entry.page, case((Entry.page.is_(None), Entry.id)))
        return each.having(*([newest < after] if after else [])).order_by(newest.desc())
    later, its_review = aliased(Entry), aliased(Review)
    newer = exists().where(later.page == Entry.page, later.id > Entry.id, readable(member, later, its_review))
    return (select(Entry.id, Entry.page).where(*listed, or_(Entry.page.is_(None), ~newer), *([Entry.id < after] if after else []))
            .order_by(Entry.id.desc()))


def _sites(member: Membership) -> list[str]:
    """Those of which most is among the newest that the member may read."""
    newest = select(Entry.page).where(readable(member, Entry, Review), Entry.page.is_not(None)).order_by(Entry.id.desc()).limit(LOOKED_THROUGH)
    sites = Counter(page.partition("/")[0] for page in db.session.scalars(newest) if page)
    return [site for site, _count in sorted(sites.items(), key=lambda each: (-each[1], each[0]))[:SITES_OFFERED]]
