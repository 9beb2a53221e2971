"""Which rows of a review are shown in the session."""
from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import SelectMultipleField


class HighlightsForm(FlaskForm):
    """By the keys of the rows; what is none of the review's is not taken (`Highlight.choose`)."""

    show = SelectMultipleField(validate_choice=False, choices=[])
