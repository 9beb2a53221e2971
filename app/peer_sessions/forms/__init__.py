"""What may be typed into a session, and into when it is held."""
from app.peer_sessions.forms.opening import OpeningForm
from app.peer_sessions.forms.planning import PlanForm, ReplanningForm, time_of

__all__ = ["OpeningForm", "PlanForm", "ReplanningForm", "time_of"]
