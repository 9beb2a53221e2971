"""How a week stands for a camper, as staff may know it."""
from __future__ import annotations

from datetime import datetime

FILED = ("filed", "late")
STATES = (*FILED, "draft", "none", "open", "excused", "future")


def state_of(said: str | None, *, starts: datetime, due: datetime, joined: datetime, now: datetime) -> str:
    """One of STATES. `said` is what there is of a review: "filed", "late", "draft", or None.

    What was written counts whatever the calendar says. Without it, a week that was due before the camper joined asks nothing of them ("excused"), one that
    has not begun is "future", one that has and is not due yet is "open", and only then is it "none".
    """
    if said:
        return said
    if due <= joined:
        return "excused"
    if now < starts:
        return "future"
    return "open" if now < due else "none"
