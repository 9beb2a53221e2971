"""What may be typed into a remark."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from app.web.forms import OnceForm, Text


class CommentForm(OnceForm):
    """`on` says what it stands on: '' is the whole review, 'entry-12' and 'question-34' are what they say."""

    on = HiddenField(default="")
    text = Text(_l("Your comment"), required=_l("Please write something first."))

    def placed(self) -> CommentForm:
        """Ready for its margin: the field has a name there, so that links and the focus find it."""
        self.text.id = f"comment-on-{self.on.data or ''}"
        return self
