"""What the list of notices shows."""
from __future__ import annotations

from sqlalchemy import select

from app.accounts.models import Account
from app.cohorts.models import Membership
from app.notifications.models import Notice
from app.web.pages import Page, newest_first


def notices(member: Membership) -> Page:
    """A member's notices, newest first: id, kind, about, excerpt, at, read_at, actor (name or None), actor_role."""
    rows = (
        select(Notice.id, Notice.kind, Notice.about, Notice.excerpt, Notice.at, Notice.read_at, Account.name.label("actor"),
               Membership.role.label("actor_role"))
        .outerjoin(Membership, Notice.actor_id == Membership.id).outerjoin(Account, Membership.account_id == Account.id)
        .where(Notice.cohort_id == member.cohort_id, Notice.member_id == member.id)
    )
    return newest_first(rows, Notice.at, Notice.id)
