"""A moment as people type it: by the clocks of their cohort."""
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from wtforms import DateTimeLocalField
from wtforms.validators import ValidationError

FARTHEST = timedelta(days=366)
FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"]


class Moment(DateTimeLocalField):
    """A day and a time without a zone. Blank is None; whoever needs one asks for it with `Coming`."""

    def __init__(self, label: Any = None, validators: Any = None, **more: Any) -> None:
        super().__init__(label, validators, format=FORMATS, **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        if not any(typed.strip() for typed in valuelist):
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Please give a day and a time, such as 2026-11-20 17:00.")) from None

    def at(self, zone: str) -> datetime | None:
        """That moment of the zone's clocks, in UTC. Only of a form that is valid: at the ends of the calendar there is none."""
        return self.data.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) if self.data else None


def typed_in(zone: str, at: datetime) -> datetime:
    """What stands in the field for that moment."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


class Coming:
    """Still to come, and within a year. The form must have `zone` and `now`; where nothing may be left blank, `required` is what is said then."""

    def __init__(self, required: Any = None) -> None:
        self.required = required

    def __call__(self, form: Any, field: Moment) -> None:
        if field.errors:
            return
        if field.data is None:
            if self.required:
                raise ValidationError(self.required)
            return
        here = typed_in(form.zone, form.now)
        if field.data > here + FARTHEST:
            raise ValidationError(_("This is more than a year away. Please choose an earlier time."))
        if field.data < here - FARTHEST or not form.now < (field.at(form.zone) or form.now):
            raise ValidationError(_("This hour has passed. Please choose a later one."))
