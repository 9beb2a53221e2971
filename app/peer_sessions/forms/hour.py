"""Until when everybody has time."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from app.cohorts.models import Cohort
from app.peer_sessions.forms.moments import Coming, Moment, typed_in
from app.peer_sessions.models import PeerSession


class HourForm(FlaskForm):
    """A later hour than the one that is set."""

    until = Moment(_l("Until when"), validators=[Coming(_l("Please give a day and a time."))])

    def __init__(self, session: PeerSession, cohort: Cohort, now: datetime, **more: Any) -> None:
        self.session, self.zone, self.now = session, cohort.timezone, now
        super().__init__(**{"until": typed_in(cohort.timezone, session.closes_at) if session.closes_at else None, **more})

    def validate_until(self, field: Moment) -> None:
        if field.errors or not self.session.closes_at:
            return
        at = field.at(self.zone)
        if at and at <= self.session.closes_at:
            raise ValidationError(_("Others may count on the time until then. It can only be made longer."))

    def moment(self) -> datetime:
        """What was typed, in UTC; now where nothing was that could be read."""
        return self.until.at(self.zone) or self.now


def hour_of(session: PeerSession, cohort: Cohort, now: datetime) -> HourForm:
    """The form with the hour that is set."""
    return HourForm(session, cohort, now, formdata=None)
