"""What is pressed and chosen about one's own things."""
from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, Field, Form, StringField
from wtforms.validators import InputRequired, Regexp, ValidationError

from app.growth.models import KINDS, SAID


class Sent:
    """Whether with something in it or not, it must have come along."""

    def __call__(self, form: Form, field: Field) -> None:
        if not field.raw_data:
            raise ValidationError("missing")


class SaidForm(FlaskForm):
    """Which thing, by its name, and what is said of it; "" takes back what was said."""

    thing = StringField(validators=[Regexp(rf"({'|'.join(KINDS)}):[\w.-]{{1,24}}\Z")])
    said = StringField(validators=[Sent(), Regexp(rf"({'|'.join(SAID)})?\Z")])

    def named(self) -> tuple[str, str]:
        kind, _colon, source = (self.thing.data or "").partition(":")
        return kind, source


class Day(DateField):
    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("This is not a day. Please write it as in 2026-12-24.")) from None


class DayForm(FlaskForm):
    day = Day(_l("Day"), validators=[InputRequired(_l("Please choose a day."))])
