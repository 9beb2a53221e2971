"""Addresses of peer sessions, a module a noun."""
from app.peer_sessions.views import attending, closing, news, notes, overview, own_time, planning, sessions, timing, turns  # noqa: F401
from app.peer_sessions.views.blueprint import bp

__all__ = ["bp"]
