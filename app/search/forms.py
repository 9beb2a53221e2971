"""What may be typed about words that mean the same."""
from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, Form
from wtforms.validators import ValidationError

from app.search.glossary import bare
from app.search.models import SPELLINGS
from app.web.forms import Line


def spellings_of(typed: str) -> list[str]:
    """Each once, without what has neither letter nor number."""
    parts = [" ".join(part.split()) for part in typed.replace("，", ",").split(",") if bare(part)]
    return list({bare(part): part for part in reversed(parts)}.values())[::-1]


class AtLeastTwo:
    def __call__(self, form: Form, field: Field) -> None:
        if field.data and not field.errors and len(spellings_of(field.data)) < 2:
            raise ValidationError(_("Please give at least two spellings, divided by commas."))


class TermForm(FlaskForm):
    spellings = Line(_l("Words that mean the same"), limit=SPELLINGS, required=_l("Please write the words."), validators=[AtLeastTwo()])
