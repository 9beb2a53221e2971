"""What the pages of a session show, each loaded in a known number of statements."""
from app.peer_sessions.queries.agenda import Agenda, agenda
from app.peer_sessions.queries.shared import ready_in, shared_with
from app.peer_sessions.queries.shown import Shown, shown_of

__all__ = ["Agenda", "Shown", "agenda", "ready_in", "shared_with", "shown_of"]
