"""Addresses of resources: looked at, never fetched."""
from __future__ import annotations

import re
from urllib.parse import urlsplit

from flask_babel import gettext as _
from wtforms import Field, Form
from wtforms.validators import ValidationError

AN_ADDRESS = 4000  # characters; what people share from notebooks and drives is long
NOT_IN_AN_ADDRESS = re.compile(r"[\s\x00-\x20\x7f<>\"\\^`{|}]")
LIKE_A_HOST = re.compile(r"[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?")


class WebAddress:
    """http or https with a host, written as a browser takes it; blank is allowed. `javascript:` and the like are no addresses."""

    def __call__(self, form: Form, field: Field) -> None:
        typed = field.data or ""
        if typed and not is_web_address(typed):
            example = f"https://{typed}" if LIKE_A_HOST.fullmatch(typed) and len(typed) < 80 else "https://colab.research.google.com"
            raise ValidationError(_("An address begins with https:// – for example %(example)s", example=example))


def is_web_address(typed: str) -> bool:
    if NOT_IN_AN_ADDRESS.search(typed):
        return False
    try:
        parts = urlsplit(typed)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:  # a port or an IPv6 host that is none
        return False
