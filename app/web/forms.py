"""What every form shares: text as people paste it, limits said in words, and a token against double presses."""
from __future__ import annotations

import re
import secrets
import unicodedata
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from wtforms import Field, Form, HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from app.web import markdown

A_LINE = 200
A_TEXT = 20_000
A_LONG_TEXT = 100_000
BLANK_LINES = re.compile(r"\A(?:[^\S\n]*\n)+")


def tidy(text: str | None) -> str:
    """Text as it is kept: Unicode composed (macOS pastes Hangul taken apart), one kind of line end, no blank edges.

    The first line of several keeps its indent: in a nested list the lines under it are measured by it.
    """
    if not text:
        return ""
    kept = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).rstrip()
    return BLANK_LINES.sub("", kept) if "\n" in kept.strip() else kept.strip()


class Storable:
    """Refuses the characters that no database of ours can keep, by name, rather than losing them silently."""

    def __call__(self, form: Form, field: Field) -> None:
        for character in field.data or "":
            if (character < " " and character not in "\n\t") or "\ud800" <= character <= "\udfff":
                raise ValidationError(_l("The character U+%(code)s cannot be kept. Please take it out.", code=f"{ord(character):04X}"))


class AtMost:
    """Refuses text longer than `limit` characters and says by how much."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __call__(self, form: Form, field: Field) -> None:
        over = len(field.data or "") - self.limit
        if over > 0:
            raise ValidationError(ngettext(
                "This is %(num)s character over the limit of %(limit)s.", "This is %(num)s characters over the limit of %(limit)s.",
                over, limit=f"{self.limit:,}"))


class Line(StringField):
    """One line of text, at most `limit` characters; required where `required` is the sentence to say when it is missing."""

    def __init__(self, label: Any = None, *, limit: int = A_LINE, required: Any = None, validators: Any = (), **more: Any) -> None:
        super().__init__(label, [*_presence(required), Storable(), AtMost(limit), *validators], filters=[tidy, _one_line], **more)


class Text(TextAreaField):
    """Markdown of several lines, at most `limit` characters."""

    def __init__(self, label: Any = None, *, limit: int = A_TEXT, required: Any = None, validators: Any = (), **more: Any) -> None:
        super().__init__(label, [*_presence(required), Storable(), AtMost(limit), *validators], filters=[tidy], **more)


class OnceForm(FlaskForm):
    """A form that makes something. Sent twice (a double press, a replay), it makes it once: the token says that it is the same."""

    once = HiddenField(default=lambda: secrets.token_urlsafe(12), validators=[Storable(), AtMost(40)])


def _presence(required: Any) -> list[Any]:
    return [Written(required)] if required else []


class Written(InputRequired):
    """Something that a reader sees must have been written."""

    def __call__(self, form: Form, field: Field) -> None:
        if markdown.is_blank(field.data or ""):
            raise ValidationError(self.message or "")


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")).strip()
