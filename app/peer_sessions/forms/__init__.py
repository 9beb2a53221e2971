"""What may be typed into a session, and into when it is held."""
from app.peer_sessions.forms.highlights import HighlightsForm
from app.peer_sessions.forms.hour import HourForm, hour_of
from app.peer_sessions.forms.opening import OpeningForm
from app.peer_sessions.forms.planning import PlanForm, ReplanningForm, time_of

__all__ = ["HighlightsForm", "HourForm", "OpeningForm", "PlanForm", "ReplanningForm", "hour_of", "time_of"]
