"""What somebody saved of what others wrote can come back too, as far as they may still read it."""
from __future__ import annotations

from typing import Any

from sqlalchemy import Select, String, and_, case, cast, func, literal, select

from app.cohorts.models import Cohort, Membership
from app.growth.queries.own_things import SECTIONS
from app.library.models import Saved
from app.library.saved import is_of_saved
from app.search.models import SearchDocument
from app.search.readers import has_mark_of

A_LINE = 300  # characters of it that are told

NAME = Saved.kind + "-" + cast(Saved.source_id, String)


def saved(account_id: int, source: str) -> Select[*tuple[Any, ...]]:
    """In SQL: one row where the account has saved something under that name, by kind and id."""
    kind, _dash, source_id = source.partition("-")
    return select(Saved.kind, Saved.source_id).where(Saved.account_id == account_id, Saved.kind == kind, cast(Saved.source_id, String) == source_id)


def saved_things() -> Any:
    """In SQL, as columns of `own_things.entries`: what was saved, with Membership and Cohort of where it stands, and by what it is named. What one wrote
    oneself is not among it: that comes back as such."""
    document = SearchDocument
    told = func.substr(case((document.title != "", document.title), else_=document.text), 1, A_LINE)
    rank = case((document.kind == SECTIONS[0], 0), else_=len(SECTIONS))
    statement = (
        select(literal("saved").label("kind"), NAME.label("source"), case((document.kind == "entry", document.detail), else_=document.kind).label("section"),
               literal("").label("place"), literal(0).label("place_id"), document.address.label("anchor"), told.label("html"), literal("").label("note_html"),
               literal("").label("url"), rank.label("rank"), literal(0).label("position"))
        .select_from(Saved).join(document, is_of_saved())
        .join(Membership, and_(Membership.account_id == Saved.account_id, Membership.cohort_id == document.cohort_id))
        .join(Cohort, Cohort.id == Membership.cohort_id)
        .where(has_mark_of(Membership), document.author_id.is_distinct_from(Membership.id)))
    return statement, ("saved", NAME)
