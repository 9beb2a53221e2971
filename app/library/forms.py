"""What is pressed in the library."""
from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import AnyOf, Regexp

from app.search.query import KINDS
from app.web.finding import number


class ThingForm(FlaskForm):
    """Something that can be found, by its kind and id."""

    kind = StringField(validators=[AnyOf(KINDS)])
    id = StringField(validators=[Regexp(r"[0-9]{1,19}\Z")])

    def named(self) -> tuple[str, int]:
        return self.kind.data or "", number(self.id.data)
