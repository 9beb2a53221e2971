"""What a team noted and decided in a session is found once it is closed. Answers and questions are found as what they became."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import inspect, select

from app.cohorts.models import Team, Week
from app.extensions import db
from app.peer_sessions.models import Outcome, PeerSession
from app.search import sources
from app.search.index import Entry
from app.search.readers import readers_in_team
from app.search.sources import Source, add_source
from app.web.words import text_of

ROOT = "session"


def watch() -> None:
    add_source(Source(ROOT, entries, after))
    sources.watch(ROOT, PeerSession, ("closed_at", "notes"), _where_closed)
    sources.watch(ROOT, Outcome, ("text", "taken_back_at"), lambda outcome: [outcome.session_id])


def _where_closed(session: PeerSession) -> list[int]:
    """It, when it is closed or was: while people write into its notes nothing of it is found."""
    was_closed = inspect(session).attrs.closed_at.history.has_changes()
    return [session.id] if session.closed_at is not None or was_closed else []


def after(session_id: int, at_most: int) -> list[int]:
    return list(db.session.scalars(select(PeerSession.id).where(PeerSession.id > session_id, PeerSession.closed_at.is_not(None))
                                   .order_by(PeerSession.id).limit(at_most)))


def entries(session_ids: Collection[int]) -> list[Entry]:
    """What can be found of these sessions; two statements."""
    rows = db.session.execute(
        select(PeerSession.id, PeerSession.cohort_id, PeerSession.team_id, PeerSession.notes, PeerSession.closed_at, Team.name, Week.number)
        .join(Team, Team.id == PeerSession.team_id).join(Week, Week.id == PeerSession.week_id)
        .where(PeerSession.id.in_(session_ids), PeerSession.closed_at.is_not(None))).all()
    if not rows:
        return []
    said = defaultdict[int, list[str]](list)
    for outcome in db.session.execute(select(Outcome.session_id, Outcome.html).order_by(Outcome.id).where(
            Outcome.session_id.in_([row.id for row in rows]), Outcome.taken_back_at.is_(None), Outcome.kind.in_(("decision", "resource")))):
        said[outcome.session_id].append(text_of(outcome.html))
    return [Entry(ROOT, row.id, row.id, row.cohort_id, "\n".join([*said[row.id], row.notes]), readers_in_team(row.cohort_id, row.team_id), title=row.name,
                  week=row.number, address=f"sessions/{row.id}", shown_at=row.closed_at) for row in rows]
