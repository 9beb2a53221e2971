"""What is typed and chosen for a token."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext
from flask_wtf import FlaskForm
from wtforms import Field, Form, RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput

from app.api.models import LASTS
from app.web.forms import Line

NAMES = {"reviews": _l("Reviews"), "questions": _l("Questions and replies")}


class OneAtLeast:
    def __call__(self, form: Form, field: Field) -> None:
        if not field.data:
            raise ValidationError(_l("Please choose what it opens."))


class TokenForm(FlaskForm):
    name = Line(_l("What it is for"), limit=60, required=_l("Please write what it is for."))
    scopes = SelectMultipleField(
        _l("What it opens"), choices=[SelectChoice(scope, name) for scope, name in NAMES.items()], option_widget=CheckboxInput(), validators=[OneAtLeast()])
    days = RadioField(
        _l("How long"), choices=[SelectChoice(days, lazy_ngettext("%(num)s day", "%(num)s days", days)) for days in LASTS], coerce=int, default=90)
