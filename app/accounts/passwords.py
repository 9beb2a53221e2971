"""Which passwords are good enough, after NIST SP 800-63B: long rather than intricate, and none that everybody tries first."""
from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms import Form, PasswordField
from wtforms.validators import ValidationError

from app.web.forms import AtMost, Storable

SHORTEST, LONGEST = 10, 200
LEAST_VARIED = 4  # different characters


class Password(PasswordField):
    """A password as it is typed: blanks count, and it never comes back in a page."""

    def __init__(self, label: Any = None, *, missing: Any = None, validators: tuple[Any, ...] = (), **more: Any) -> None:
        present = Typed(missing or _l("Please write your password."))
        super().__init__(label, [present, Storable(), AtMost(LONGEST), *validators], filters=[composed], **more)


class NewPassword(Password):
    """A password to be set. Its form has `own_words()`: the name and the address that it must not be."""

    def __init__(self, label: Any = None, **more: Any) -> None:
        super().__init__(label, missing=_l("Please think of a password."), validators=(GoodEnough(),), **more)


class Typed:
    field_flags = {"required": True}

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, form: Form, field: Password) -> None:
        if not field.data:
            raise ValidationError(self.message)


class GoodEnough:
    def __call__(self, form: Form, field: NewPassword) -> None:
        if field.data and not field.errors and (fault := fault_of(field.data, *form.own_words())):  # type: ignore[attr-defined]
            raise ValidationError(fault)


def fault_of(password: str, *own_words: str) -> LazyString | None:
    """Why `password` is not good enough, None when it is. `own_words` are the name and the address of whom it is for."""
    if len(password) < SHORTEST:
        return _l("A password needs at least %(count)s characters. A short sentence that only you would say is a good one.", count=SHORTEST)
    guess = password.casefold()
    if guess in common() or len(set(guess)) < LEAST_VARIED:
        return _l("This password is among the first that others would try. Please think of another one.")
    if any(guess in _ways_to_write(words) for words in own_words):
        return _l("A password must not be your own name or address.")
    return None


def composed(password: str | None) -> str | None:
    """The same password, whichever keyboard wrote it: compatibility forms composed (NFKC, as NIST advises), nothing else touched."""
    return unicodedata.normalize("NFKC", password) if password else password


@cache
def common() -> frozenset[str]:
    """Passwords of ten and more characters that many people choose, folded."""
    lines = Path(__file__).with_name("common_passwords.txt").read_text("utf-8").splitlines()
    return frozenset(line.casefold() for line in lines if line and not line.startswith("#"))


def _ways_to_write(words: str) -> set[str]:
    folded = words.casefold()
    return {folded, folded.replace(" ", ""), folded.partition("@")[0]} - {""}
