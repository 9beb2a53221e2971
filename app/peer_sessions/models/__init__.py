"""A team's meeting over a week. Each side of a session is a small module named by an adjective."""
from app.peer_sessions.models.highlight import Highlight
from app.peer_sessions.models.outcome import Outcome
from app.peer_sessions.models.peer_session import PeerSession
from app.peer_sessions.models.plan import Arranged, Plan
from app.peer_sessions.models.reading import Reading
from app.peer_sessions.models.refusals import (
    BegunAlready,
    LedByAnother,
    NotHeld,
    NotInTheTeam,
    NotLater,
    NotOpenYet,
    OpenAlready,
    SessionClosed,
)
from app.peer_sessions.models.steerable import EARLIER, LATER
from app.peer_sessions.models.turn import Turn

__all__ = [
    "EARLIER",
    "LATER",
    "Arranged",
    "BegunAlready",
    "Highlight",
    "LedByAnother",
    "NotHeld",
    "NotInTheTeam",
    "NotLater",
    "NotOpenYet",
    "OpenAlready",
    "Outcome",
    "PeerSession",
    "Plan",
    "Reading",
    "SessionClosed",
    "Turn",
]
