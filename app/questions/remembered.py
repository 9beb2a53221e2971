"""What somebody chose last in the queue, kept in the cookie of their session: of this browser and this membership, and nothing in the database."""
from __future__ import annotations

from flask import session

from app.cohorts.models import Membership
from app.questions.filters import Filters

KEY = "queue"
AT_MOST = 4  # memberships; a cookie is carried by every request


def keep(member: Membership, filters: Filters) -> None:
    """Choosing nothing forgets."""
    kept: dict[str, dict[str, str]] = session.get(KEY, {})
    chosen = {name: str(value) for name, value in filters.chosen.items()}
    if kept.get(str(member.id), {}) == chosen:
        return
    others = {key: value for key, value in kept.items() if key != str(member.id)}
    session[KEY] = {**dict(list(others.items())[-AT_MOST + 1:]), **({str(member.id): chosen} if chosen else {})}


def last(member: Membership) -> Filters:
    return Filters.of_queue(session.get(KEY, {}).get(str(member.id), {}))
