"""What may be typed about a cohort, its teams and its people."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Any

from babel.dates import get_day_names
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, Field, Form, IntegerField, SelectField, TimeField
from wtforms.validators import ValidationError

from app.accounts.forms.fields import shows_something
from app.cohorts import opening, zones
from app.cohorts.models import LONGEST, Cohort, Team
from app.web.forms import Line

FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_PROMISE = 720  # hours; thirty days


class Within:
    """A whole number from `least` to `most`; said in words, also when there is none or it is no number."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def __call__(self, form: Form, field: Field) -> None:
        if field.data is None or not self.least <= field.data <= self.most:
            field.errors = []  # in place of what WTForms says of letters
            raise ValidationError(_l("Please give a whole number from %(least)s to %(most)s.", least=self.least, most=self.most))


class Visible:
    """A name must show something: characters without ink (zero width, direction marks) alone are none."""

    def __call__(self, form: Form, field: Field) -> None:
        if field.data and not field.errors and not shows_something(field.data):
            raise ValidationError(_("Please write something that can be seen."))


class Given:
    """A day or a time must be there and readable."""

    def __init__(self, sentence: Any) -> None:
        self.sentence = sentence

    def __call__(self, form: Form, field: Field) -> None:
        if field.data is None:
            field.errors = []
            raise ValidationError(self.sentence)


class Choice(SelectField):
    """One of what is offered; anything else is refused with a sentence."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0] if valuelist else ""

    def pre_validate(self, form: Form) -> None:
        if not any(str(value) == str(self.data) for value, *_label in self.iter_choices()):
            raise ValidationError(_("Please choose from the list."))


class WholeNumber(IntegerField):
    def process_formdata(self, valuelist: list[str]) -> None:
        typed = (valuelist[0] if valuelist else "").strip()
        self.data = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 9 else None


class CalendarForm(FlaskForm):
    """What staff may change of a running cohort."""

    name = Line(_l("Name"), limit=80, required=_l("Please give the cohort a name."), validators=[Visible()])
    due_weekday = Choice(_l("Reviews are due on"), default="6")
    due_time = TimeField(_l("Due time"), format=["%H:%M", "%H:%M:%S"], default=time(23, 59), validators=[Given(_l("Please give a time, such as 23:59."))])
    promise_hours = WholeNumber(_l("Questions are answered within (hours)"), default=24, validators=[Within(1, LONGEST_PROMISE)],
                                description=_l("What waits longer is marked in the queue."), render_kw={"min": 1, "max": LONGEST_PROMISE})

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        names = get_day_names("wide", "stand-alone", get_locale())
        self.due_weekday.choices = [(str(day), names[day]) for day in range(7)]


class NewCohortForm(CalendarForm):
    slug = Line(_l("Address"), limit=opening.LONGEST, description=_l("Small letters, digits and hyphens. Left blank, it is made from the name."),
                render_kw={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"})
    timezone = Choice(_l("Time zone"), default=zones.DEFAULT)
    starts_on = DateField(_l("First day"), validators=[Given(_l("Please give the first day of week 1."))],
                          description=_l("The first day of week 1; every week begins on the same day of the week."))
    week_count = WholeNumber(_l("Number of weeks"), validators=[Within(1, LONGEST)], render_kw={"min": 1, "max": LONGEST})

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.timezone.choices = zones.grouped()

    def validate_slug(self, field: Line) -> None:
        if not field.data or field.errors:
            return
        if not opening.ADDRESS.fullmatch(field.data):
            raise ValidationError(_("2 to 40 small letters, digits and hyphens, with no hyphen at the ends. An example: ai-7"))
        if field.data in opening.RESERVED:
            raise ValidationError(_("This word is used by Hoego itself. Please think of another one."))

    def validate_starts_on(self, field: DateField) -> None:
        if field.data and not FIRST_YEAR <= field.data.year <= LAST_YEAR:
            raise ValidationError(_("Please give a day between %(first)s and %(last)s.", first=FIRST_YEAR, last=LAST_YEAR))

    def plan(self) -> opening.Plan:
        """What was typed, once it is valid."""
        return opening.Plan(
            name=self.name.data or "", slug=self.slug.data or "", timezone=self.timezone.data, starts_on=there(self.starts_on.data),
            week_count=there(self.week_count.data), due_weekday=int(self.due_weekday.data), due_time=there(self.due_time.data),
            promise_hours=there(self.promise_hours.data))


class TeamForm(FlaskForm):
    name = Line(_l("Name of the team"), limit=40, required=_l("Please give the team a name."), validators=[Visible()])


class TeamChoiceForm(FlaskForm):
    """One of a cohort's teams, or none yet."""

    team = Choice(_l("Team"), default="")

    def __init__(self, teams: Sequence[Team], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.team.choices = [("", _("No team yet")), *((str(team.id), team.name) for team in teams)]

    @property
    def team_id(self) -> int | None:
        return int(self.team.data) if self.team.data else None


class RoleForm(FlaskForm):
    role = Choice(_l("Role"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.role.choices = [("camper", _("Camper")), ("mentor", _("Mentor")), ("staff", _("Staff"))]


class InvitationForm(TeamChoiceForm, RoleForm):
    """As what somebody comes in. Only campers are in a team."""

    def __init__(self, teams: Sequence[Team], *args: Any, **more: Any) -> None:
        super().__init__(teams, *args, **more)
        self.team.choices = [("", _("They choose it themselves")), *((str(team.id), team.name) for team in teams)]


def calendar_of(cohort: Cohort) -> CalendarForm:
    return CalendarForm(name=cohort.name, due_weekday=str(cohort.due_weekday), due_time=cohort.due_time, promise_hours=cohort.promise_hours)


def there(value: Any) -> Any:
    """What a valid form has."""
    assert value is not None
    return value
