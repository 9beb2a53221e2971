"""Opening a session on the spot."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy import Select, select
from wtforms import HiddenField
from wtforms.validators import ValidationError

from app.cohorts.calendar import current_number
from app.cohorts.forms import Choice, WholeNumber, Within
from app.cohorts.models import Cohort, Week
from app.peer_sessions.forms.moments import Coming, Moment

SHORTEST, LONGEST, USUAL = 5, 480, 60  # minutes


class OpeningForm(FlaskForm):
    """Over which week's reviews, for how long; with a last moment each goes through it in their own time."""

    week = Choice(_l("Week"))
    minutes = WholeNumber(_l("Minutes"), default=USUAL, validators=[Within(SHORTEST, LONGEST)], render_kw={"min": SHORTEST, "max": LONGEST})
    own_time_until = Moment(_l("Until when"), validators=[Coming()])
    kind = HiddenField()  # "own_time": from where nothing else is offered, so that a last moment is needed

    def __init__(self, cohort: Cohort, now: datetime, **more: Any) -> None:
        self.cohort, self.zone, self.now = cohort, cohort.timezone, now
        number = current_number(cohort, now)
        super().__init__(**{"week": str(number), **more})
        self.week.choices = [(str(begun), _("Week %(number)s", number=begun)) for begun in range(number, 0, -1)]

    def validate_own_time_until(self, field: Moment) -> None:
        if self.kind.data == "own_time" and field.data is None and not field.errors:
            raise ValidationError(_("Please give a day and a time."))

    def chosen_week(self) -> Select[Week]:
        return select(Week).where(Week.cohort_id == self.cohort.id, Week.number == int(self.week.data))

    def until(self) -> datetime | None:
        """The last moment, in UTC."""
        return self.own_time_until.at(self.zone)
