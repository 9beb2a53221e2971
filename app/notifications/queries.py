"""What the list of notices shows, and what is told of them on other pages."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, String, cast, func, select

from app.accounts.models import Account
from app.cohorts.models import Membership
from app.extensions import db
from app.notifications.models import Notice
from app.web.pages import Page, newest_first

TOLD_AT_ONCE = 3
TOLD_WITHIN = timedelta(hours=1)  # what happened earlier is counted, and told by the list alone


def notices(member: Membership) -> Page:
    """A member's notices, newest first: id, kind, about, excerpt, at, read_at, actor (name or None), actor_role."""
    rows = (
        select(Notice.id, Notice.kind, Notice.about, Notice.excerpt, Notice.at, Notice.read_at, Account.name.label("actor"),
               Membership.role.label("actor_role"))
        .outerjoin(Membership, Notice.actor_id == Membership.id).outerjoin(Account, Membership.account_id == Account.id)
        .where(Notice.cohort_id == member.cohort_id, Notice.member_id == member.id)
    )
    return newest_first(rows, Notice.at, Notice.id)


def mark_of_news() -> ColumnElement[str]:
    """What changes with what is told of a `Membership`'s notices: how many are unread, and the id of the newest; "2.17"."""
    newest = _newest().where(Notice.cohort_id == Membership.cohort_id, Notice.member_id == Membership.id).correlate(Membership).scalar_subquery()
    return cast(Membership.unread_count, String) + "." + cast(func.coalesce(newest, 0), String)


def mark_for(member: Membership) -> str:
    """The same of a member who was loaded before. Ask before what is told is read: what comes in between is then told once more, and not missed."""
    newest = db.session.scalar(_newest().where(Notice.cohort_id == member.cohort_id, Notice.member_id == member.id))
    return f"{member.unread_count}.{newest or 0}"


def _newest() -> Select[int]:
    return select(Notice.id).order_by(Notice.at.desc(), Notice.id.desc()).limit(1)


def unread_since(member: Membership, since: datetime, now: datetime) -> Sequence[Row[*tuple[Any, ...]]]:
    """The newest unread ones after that moment, the newest first: id, kind, address, about, at, actor (name or None); one statement, none without any."""
    if not member.unread_count:
        return []
    return db.session.execute(
        select(Notice.id, Notice.kind, Notice.address, Notice.about, Notice.at, Account.name.label("actor"))
        .outerjoin(Membership, Notice.actor_id == Membership.id).outerjoin(Account, Membership.account_id == Account.id)
        .where(Notice.cohort_id == member.cohort_id, Notice.member_id == member.id, Notice.at > max(since, now - TOLD_WITHIN), Notice.read_at.is_(None))
        .order_by(Notice.at.desc(), Notice.id.desc()).limit(TOLD_AT_ONCE)).all()
