"""Who finds what: each document holds marks of those who may read it, each search asks for the marks that its reader has.

    c:7      everybody in cohort 7
    c:7g     its mentors and staff
    c:7t12   who is in its team 12
    c:7a55   member 55 alone

What `HasAudience.readable_by` says of a row, these say of a document.
"""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, literal, or_

from app.cohorts.models import GUIDES, Membership
from app.search.analyzer import MARK
from app.search.models import SearchDocument


def readers_of(cohort_id: int, audience: str, team_id: int | None, author_id: int) -> tuple[str, ...]:
    """Marks of those who may read what `author_id` filed for that audience. `team_id` is the author's team when it was filed."""
    cohort, author = f"{MARK}{cohort_id}", f"{MARK}{cohort_id}a{author_id}"
    if audience == "me":
        return (author,)
    if audience == "cohort":
        return cohort, author
    return (f"{cohort}g", author, *((f"{cohort}t{team_id}",) if audience == "team" and team_id is not None else ()))


def readers_in_team(cohort_id: int, team_id: int) -> tuple[str, ...]:
    """Marks of a team, its mentors and staff: of what belongs to nobody alone."""
    return f"{MARK}{cohort_id}g", f"{MARK}{cohort_id}t{team_id}"


def guides_and(cohort_id: int, author_id: int) -> tuple[str, ...]:
    return f"{MARK}{cohort_id}g", f"{MARK}{cohort_id}a{author_id}"


def marks_of(members: Iterable[Membership]) -> list[str]:
    """The marks that somebody has, by each of their memberships."""
    marks = []
    for member in members:
        cohort = f"{MARK}{member.cohort_id}"
        marks += [cohort, f"{cohort}a{member.id}"]
        if member.guides:
            marks.append(f"{cohort}g")
        elif member.team_id is not None:
            marks.append(f"{cohort}t{member.team_id}")
    return marks


def has_mark_of(member: Any) -> ColumnElement[bool]:
    """In SQL, of a SearchDocument: that `member` (Membership or an alias of it, of the document's cohort) has one of the marks that `marks_of` says.
    No word of a text looks like a mark. For a few rows that are found by something else: it is no way to find them."""
    cohort, found_by = literal(MARK) + cast(member.cohort_id, String), literal(" ") + SearchDocument.words
    guides = member.role.in_(GUIDES)
    has = [found_by.contains(literal(" ") + mark + literal(" ")) for mark in (
        cohort, cohort + "a" + cast(member.id, String), cohort + "g", cohort + "t" + cast(member.team_id, String))]
    return or_(has[0], has[1], and_(guides, has[2]), and_(~guides, has[3]))
