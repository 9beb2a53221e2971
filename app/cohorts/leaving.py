"""What the cohorts do when somebody leaves altogether: their memberships end, as long as somebody else runs what they ran."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.cohorts.models import Cohort, Membership
from app.extensions import db


def forget(account_id: int, now: datetime) -> None:
    """Raises LastStaff. An archived cohort needs nobody any more: nothing in it can be changed, also not who runs it."""
    theirs = select(Membership.cohort_id).where(Membership.account_id == account_id)
    running = Membership.living().with_only_columns(Membership.id).where(Membership.cohort_id.in_(theirs), Membership.role == "staff")
    db.session.execute(running.order_by(Membership.id).with_for_update())  # of two who leave at the same instant, the second is the last
    for member in db.session.scalars(Membership.of_account(account_id)).all():
        if member.cohort.is_archived:
            member.ended_at = now
        else:
            member.end(now)


def run_by_nobody_else(account_id: int) -> list[str]:
    """Names of the cohorts that would have nobody who runs them."""
    other = aliased(Membership)
    others = select(other.id).where(other.cohort_id == Membership.cohort_id, other.role == "staff", other.ended_at.is_(None), other.id != Membership.id)
    return list(db.session.scalars(
        select(Cohort.name).join(Membership, Membership.cohort_id == Cohort.id)
        .where(Membership.account_id == account_id, Membership.ended_at.is_(None), Membership.role == "staff", Cohort.archived_at.is_(None), ~others.exists())
        .order_by(Cohort.name)))
