"""What campers shared of their energy: only where they ticked that mentors and staff may see it, in reviews that the reader may read."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.accounts.models import Account
from app.cohorts.calendar import current_number
from app.cohorts.models import Membership, Team, Week
from app.extensions import db
from app.reviews.models import Review


@dataclass(frozen=True, slots=True)
class Shared:
    review_id: int
    energy: int
    word: str


@dataclass
class Sharer:
    id: int
    name: str
    team: str
    weeks: dict[int, Shared]

    @property
    def last(self) -> Shared:
        return self.weeks[max(self.weeks)]


@dataclass(frozen=True)
class Energy:
    """Those who shared any, by name; `numbers` are the weeks that have begun."""

    numbers: Sequence[int]
    campers: Sequence[Sharer]


def energy_of(reader: Membership, now: datetime) -> Energy:
    """Living campers of the reader's cohort; one statement. `cohort` must be loaded."""
    rows = db.session.execute(
        select(Membership.id, Account.name, Team.name.label("team"), Week.number, Review.id.label("review_id"), Review.energy, Review.energy_word)
        .select_from(Review).join(Week, Week.id == Review.week_id).join(Membership, Membership.id == Review.author_id).join(Membership.account)
        .outerjoin(Membership.team)
        .where(Review.readable_by(reader), Review.filed_at.is_not(None), Review.shares_energy, Review.energy.is_not(None),
               Membership.ended_at.is_(None), Membership.role == "camper")
        .order_by(Account.name, Membership.id, Week.number))
    campers: dict[int, Sharer] = {}
    for row in rows:
        campers.setdefault(row.id, Sharer(row.id, row.name, row.team or "", {})).weeks[row.number] = Shared(row.review_id, row.energy, row.energy_word)
    return Energy(range(1, current_number(reader.cohort, now) + 1), list(campers.values()))
