"""Mail addresses as people type them."""
from __future__ import annotations

from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, Form
from wtforms.validators import ValidationError

from app.accounts.models import folded
from app.web.forms import AtMost, Storable, Written, tidy

LONGEST = 254  # RFC 5321


class Address(EmailField):
    """A mail address, folded as accounts keep it. Whether mail reaches it is found out by sending some, never by asking DNS."""

    def __init__(self, label: Any = None, **more: Any) -> None:
        presence = Written(_l("Please write your mail address."))
        super().__init__(label, [presence, Storable(), AtMost(LONGEST), Wellformed()], filters=[tidy, folded], **more)


class Wellformed:
    def __call__(self, form: Form, field: Address) -> None:
        if field.data and not field.errors and not is_address(field.data):
            raise ValidationError(_l("This does not look like a mail address. An example: name@example.com"))


def is_address(text: str) -> bool:
    """Whether mail could be sent there by its form. Names before the @ in other than ASCII are not: few mail servers take them."""
    try:
        validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return False
    return True
