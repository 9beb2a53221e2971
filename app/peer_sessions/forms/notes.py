"""What may be typed into the notes of a session."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField

from app.web.forms import AtMost, Storable, Text


class NotesForm(FlaskForm):
    """`text` is what was made of the notes that were `base`; `once` says which send of which page it is (`Noted.note`)."""

    base = Text()
    text = Text(_l("Notes of all"))
    once = HiddenField(validators=[Storable(), AtMost(60)])

    def fault(self) -> str:
        """Why it cannot be taken; '' where it can."""
        if self.validate():
            return ""
        return next((str(message) for messages in self.errors.values() for message in messages), "")
