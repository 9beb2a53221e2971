"""When all teams meet, and when one team meets otherwise."""
from __future__ import annotations

from datetime import datetime, time
from typing import Any

from babel.dates import get_day_names
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TimeField

from app.cohorts.forms import Choice, Given, WholeNumber, Within
from app.cohorts.models import Cohort
from app.peer_sessions.forms.moments import Coming, Moment, typed_in
from app.peer_sessions.forms.opening import LONGEST, SHORTEST, USUAL
from app.peer_sessions.models import PeerSession, Plan

SAME, AFTER = "same", "after"
FRIDAY = "4"


class PlanForm(FlaskForm):
    """Weekday and time are those of the cohort's zone."""

    weekday = Choice(_l("Weekday"), default=FRIDAY)
    at = TimeField(_l("Time"), format=["%H:%M", "%H:%M:%S"], default=time(17, 0), validators=[Given(_l("Please give a time, such as 17:00."))])
    minutes = WholeNumber(_l("For how many minutes"), default=USUAL, validators=[Within(SHORTEST, LONGEST)], render_kw={"min": SHORTEST, "max": LONGEST})
    over = Choice(_l("Over which reviews"), default=SAME)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        names = get_day_names("wide", "stand-alone", get_locale())
        self.weekday.choices = [(str(day), names[day]) for day in range(7)]
        self.over.choices = [(SAME, _l("Those of the same week")), (AFTER, _l("Those of the week before"))]

    @classmethod
    def showing(cls, plan: Plan | None) -> PlanForm:
        if plan is None:
            return cls(formdata=None)
        return cls(formdata=None, weekday=str(plan.weekday), at=plan.at, minutes=plan.minutes, over=AFTER if plan.week_after else SAME)

    def rule(self) -> dict[str, Any]:
        """What was typed, once it is valid, as `Plan.set` takes it."""
        return {"weekday": int(self.weekday.data), "at": self.at.data, "minutes": self.minutes.data, "week_after": self.over.data == AFTER}


class ReplanningForm(FlaskForm):
    """Another time for one team's session."""

    at = Moment(_l("When your team meets"), validators=[Coming(_l("Please give a day and a time."))])

    def __init__(self, cohort: Cohort, now: datetime, **more: Any) -> None:
        self.zone, self.now = cohort.timezone, now
        super().__init__(**more)

    def moment(self) -> datetime:
        """What was typed, once it is valid, in UTC."""
        at = self.at.at(self.zone)
        assert at is not None
        return at


def time_of(session: PeerSession, cohort: Cohort, now: datetime) -> ReplanningForm:
    """The form with when the session is planned."""
    return ReplanningForm(cohort, now, formdata=None, at=typed_in(cohort.timezone, session.planned_at) if session.planned_at else None)
