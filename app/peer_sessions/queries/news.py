"""What an open page of a session asks about again and again (`_root.html` says how often)."""
from __future__ import annotations

from typing import Any

from flask import abort
from sqlalchemy import ColumnElement, String, bindparam, case, cast, or_

from app.cohorts.models import Membership
from app.extensions import db
from app.peer_sessions.models import PeerSession


def news_of(session_id: int, reader: Membership) -> tuple[dict[str, Any], str]:
    """`version` of what the page shows, `notes` that of the notes, `state` as it is written down; and the mark of all that. 404 where there is none for the
    reader. One statement."""
    found = PeerSession.visible_to(reader).where(PeerSession.id == session_id)
    told = found.with_only_columns(PeerSession.version, PeerSession.notes_version, _state().label("state"), mark_of_news().label("mark"))
    row = db.session.execute(told).one_or_none()
    if row is None:
        abort(404)
    return {"version": row.version, "notes": row.notes_version, "state": row.state}, row.mark


def mark_of_news() -> ColumnElement[str]:
    """What changes with what is told of a `PeerSession`: "open.12.7"."""
    return _state() + "." + cast(PeerSession.version, String) + "." + cast(PeerSession.notes_version, String)


def seen_by_asker() -> tuple[ColumnElement[bool], ...]:
    """The session "id" where the asking `Membership` may see it: the rule of PeerSession.visible_to, for `cohorts.unchanged`."""
    return (PeerSession.id == bindparam("id"), PeerSession.cohort_id == Membership.cohort_id,
            or_(Membership.role != "camper", PeerSession.team_id == Membership.team_id))


def _state() -> ColumnElement[str]:
    """When it closes itself, the worker writes that down, and the version changes with it."""
    return case((PeerSession.closed_at.is_not(None), "closed"), (PeerSession.opened_at.is_(None), "planned"), else_="open")
