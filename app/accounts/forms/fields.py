"""Fields that several forms have."""
from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms import Field, Form, RadioField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]
from wtforms.validators import ValidationError

from app.web.forms import Line

NAME_LIMIT = 80
# So that password managers know which account a password belongs to, and phones show the @.
AS_USERNAME = {"autocomplete": "username", "inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}
AS_NEW_ADDRESS = {**AS_USERNAME, "autocomplete": "email"}
AS_CURRENT_PASSWORD = {"autocomplete": "current-password"}
AS_NEW_PASSWORD = {"autocomplete": "new-password"}
CHOOSE = _l("Please choose one.")
LONG_ENOUGH = _l("At least 10 characters. A short sentence is easy to keep in mind.")


class Visible:
    """A name must show something: characters without ink (zero width, direction marks) alone are none."""

    def __call__(self, form: Form, field: Field) -> None:
        if field.data and not shows_something(field.data):
            raise ValidationError(_l("Please write your name."))


class Chosen:
    """One of the choices must have been sent, the empty one too."""

    def __call__(self, form: Form, field: Field) -> None:
        if not field.raw_data:
            raise ValidationError(CHOOSE)


def name_field(**more: Any) -> Line:
    return Line(_l("Name"), limit=NAME_LIMIT, required=_l("Please write your name."), validators=[Visible()],
                description=_l("As your team calls you."), render_kw={"autocomplete": "name"}, **more)


def one_of(label: LazyString, choices: Mapping[str, str | LazyString]) -> RadioField:
    return RadioField(label, choices=[SelectChoice(value, words) for value, words in choices.items()], default="", validators=[Chosen()],
                      invalid_choice_message=CHOOSE)  # type: ignore[call-arg]


def shows_something(name: str) -> bool:
    return any(unicodedata.category(character)[0] not in "CZM" for character in name)
