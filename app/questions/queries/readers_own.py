"""What the reader of a question has of their own there: the wish to know it as well, an answer begun, and what rooms above name."""
from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, literal, select

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import MeToo, ReplyDraft

# By its name an EXISTS in SQL, with the values question_id and account_id: rooms above put in here what else somebody did with a question.
MARKS: dict[str, ColumnElement[bool]] = {}


@dataclass(frozen=True)
class Kept:
    """What was written so far: of nothing, version 0."""

    text: str = ""
    version: int = 0
    saved_at: datetime | None = None


@dataclass(frozen=True)
class Own:
    """`marks` are those of MARKS that hold."""

    me_too: bool
    draft: Kept
    marks: Set[str]


def own_of(question_id: int, member: Membership) -> Own:
    """One statement for all of it."""
    row = db.session.execute(_own(), {"question_id": question_id, "member_id": member.id, "account_id": member.account_id}).one()
    draft = Kept(row.text, row.version, row.saved_at) if row.saved_at else Kept()
    return Own(row.me_too, draft, {name for name in MARKS if row._mapping[name]})


def draft_of(question_id: int, member: Membership) -> Kept:
    """What the member was writing there; one statement."""
    row = db.session.execute(ReplyDraft.of(question_id, member).with_only_columns(ReplyDraft.text, ReplyDraft.version, ReplyDraft.saved_at)).one_or_none()
    return Kept(*row) if row else Kept()


@cache
def _own() -> Select[*tuple[Any, ...]]:
    asked, reader = bindparam("question_id"), bindparam("member_id")
    me_too = exists().where(MeToo.question_id == asked, MeToo.member_id == reader)
    nothing = select(literal(1).label("one")).subquery()
    return (select(me_too.label("me_too"), ReplyDraft.text, ReplyDraft.version, ReplyDraft.saved_at, *(mark.label(name) for name, mark in MARKS.items()))
            .select_from(nothing.outerjoin(ReplyDraft, and_(ReplyDraft.question_id == asked, ReplyDraft.member_id == reader))))
