"""What may be typed into a session."""
from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy import Select, select
from wtforms import DateTimeLocalField, IntegerField
from wtforms.validators import InputRequired, NumberRange, Optional

from app.cohorts.models import Cohort, Week


class OpeningForm(FlaskForm):
    """Over which week's reviews, for how long; with a last moment each goes through it in their own time."""

    week = IntegerField(_l("Week"), validators=[InputRequired(_l("Please choose a week."))])
    minutes = IntegerField(_l("Minutes"), default=60, validators=[NumberRange(5, 480, _l("Between 5 and 480 minutes, please."))])
    own_time_until = DateTimeLocalField(_l("Until when"), validators=[Optional()])

    def chosen_week(self, cohort: Cohort) -> Select[Week]:
        return select(Week).where(Week.cohort_id == cohort.id, Week.number == self.week.data)

    def until(self, cohort: Cohort) -> datetime | None:
        """The last moment, typed in the cohort's zone."""
        typed = self.own_time_until.data
        return typed.replace(tzinfo=ZoneInfo(cohort.timezone)) if typed else None

    def in_time(self, cohort: Cohort, now: datetime) -> bool:
        until = self.until(cohort)
        if until is not None and not now < until:
            self.own_time_until.errors = [_("This hour has passed. Please choose a later one.")]
            return False
        return True
