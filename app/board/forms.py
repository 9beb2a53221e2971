"""What staff type about a camper."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.board.models import A_NOTE
from app.web.forms import OnceForm, Text


class NoteForm(OnceForm):
    text = Text(_l("Note"), limit=A_NOTE, required=_l("Please write something."))
