"""Addresses of peer sessions, a module a noun."""
from app.peer_sessions.views import (  # noqa: F401
    attending,
    closing,
    highlights,
    news,
    notes,
    outcomes,
    overview,
    own_time,
    planning,
    sessions,
    summary,
    timing,
    turns,
)
from app.peer_sessions.views.blueprint import bp

__all__ = ["bp"]
