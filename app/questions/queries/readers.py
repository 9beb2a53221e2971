"""Statements that are built once. Building one costs more than running it, so what differs from one reader to the next is left open:
a statement is made for readers of a kind, and gets its values when it runs."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import BindParameter, bindparam

from app.cohorts.models import Membership


@dataclass(frozen=True)
class Kind:
    """What makes a statement for one reader another than for the next."""

    guides: bool
    in_team: bool

    @classmethod
    def of(cls, member: Membership) -> Kind:
        return cls(member.guides, member.team_id is not None)

    def anybody(self) -> Membership:
        """A reader of this kind, for rules in SQL such as Question.readable_by."""
        return cast(Membership, Anybody(self.guides, bindparam("reader_team_id") if self.in_team else None))


@dataclass(frozen=True)
class Anybody:
    guides: bool
    team_id: BindParameter[int] | None

    @property
    def id(self) -> BindParameter[int]:
        return bindparam("reader_id")

    @property
    def cohort_id(self) -> BindParameter[int]:
        return bindparam("reader_cohort_id")


def values_of(member: Membership) -> dict[str, Any]:
    """What `anybody` left open."""
    return {"reader_id": member.id, "reader_cohort_id": member.cohort_id, "reader_team_id": member.team_id}
