"""What may be said beside a review: a remark, the same otherwise, one of four words."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField
from wtforms.validators import AnyOf, Optional
from wtforms.widgets import HiddenInput

from app.comments.models import REACTIONS, Comment
from app.web.forms import OnceForm, Text

NOTHING_WRITTEN = _l("Please write something first.")


class CommentForm(OnceForm):
    """`on` says what it stands on: '' is the whole review, 'entry-12' and 'question-34' are what they say."""

    on = HiddenField(default="")
    text = Text(_l("Your comment"), required=NOTHING_WRITTEN)

    def placed(self) -> CommentForm:
        """Ready for its margin: the field has a name there, so that links and the focus find it."""
        self.text.id = f"comment-on-{self.on.data or ''}"
        return self


class EditForm(FlaskForm):
    """A remark said otherwise; `version` is the one that its author began from."""

    comment: Comment
    is_stale: bool
    version = IntegerField(widget=HiddenInput())
    text = Text(_l("Your comment"), required=NOTHING_WRITTEN)

    def placed(self, comment: Comment, is_stale: bool = False) -> EditForm:
        """Ready for its margin. After a StaleComment what was typed is kept once more deliberately, in place of what it says now."""
        self.comment, self.is_stale = comment, is_stale
        if is_stale or self.version.errors:
            self.version.data, self.version.raw_data = comment.version, None
        self.text.id = f"edit-of-comment-{comment.id}"
        return self


class ReactionForm(FlaskForm):
    """One of the words said (`give`) or taken back (`take`): the form tells what is wanted, so that sent twice it does no more than once."""

    on = HiddenField(default="")
    give = HiddenField(validators=[Optional(), AnyOf(REACTIONS)])
    take = HiddenField(validators=[Optional(), AnyOf(REACTIONS)])
