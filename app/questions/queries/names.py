"""What a row of a list says beside the question itself: looked up for the rows that are shown, after they were found.

Joined, the names would be one more way to go for a database that chooses its own, and among ten tables PostgreSQL takes longer to choose than to go.
"""
from __future__ import annotations

from typing import Any

from sqlalchemy import ScalarSelect, select
from sqlalchemy.orm import aliased

from app.accounts.models import Account
from app.cohorts.models import Membership, Team, Week
from app.questions.models import Question


def week_number() -> ScalarSelect[int]:
    return select(Week.number).where(Week.id == Question.week_id).scalar_subquery()


def name_of(member_id: Any) -> ScalarSelect[str]:
    """Null where nobody is meant."""
    member, account = aliased(Membership), aliased(Account)
    return select(account.name).join(member, member.account_id == account.id).where(member.id == member_id).scalar_subquery()


def team_of(member_id: Any) -> ScalarSelect[str]:
    """Null where there is none."""
    member, team = aliased(Membership), aliased(Team)
    return select(team.name).join(member, member.team_id == team.id).where(member.id == member_id).scalar_subquery()
