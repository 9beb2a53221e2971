"""What was typed into a form that could not be taken, as a form to be sent once more: with a token of now, from where it stands."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import request
from werkzeug.exceptions import HTTPException

FIELDS_AT_MOST = 3_000
CHARACTERS_AT_MOST = 1_000_000  # the page must stay one that a browser shows at once


@dataclass(frozen=True)
class Again:
    """`fields` are (name, value, whether a person wrote it) in the order of the form; `action` is an address of ours."""

    action: str
    fields: list[tuple[str, str, bool]]


def again(is_written: Callable[[str], bool]) -> Again | None:
    """The form of this request; None where it must not, or cannot, be offered.

    Only what our own pages sent: otherwise another site could fill in the form and leave but one press to its victim. A password is never
    written into a page, and a file cannot be.
    """
    if request.method != "POST" or request.url_rule is None or request.path.startswith("//") or not _is_from_here():
        return None
    try:
        fields, files = list(request.form.items(multi=True)), list(request.files.values())
    except HTTPException:  # too large to be read at all
        return None
    if not fields or any(file.filename for file in files) or len(fields) > FIELDS_AT_MOST or sum(len(value) for _name, value in fields) > CHARACTERS_AT_MOST:
        return None
    if any("password" in name for name, _value in fields):
        return None
    return Again(request.full_path.rstrip("?"), [(name, value, bool(value.strip()) and is_written(name)) for name, value in fields if name != "csrf_token"])


def _is_from_here() -> bool:
    """Whether a page of ours sent it, by what a browser says of that and no page can change."""
    here = request.host_url
    if (site := request.headers.get("Sec-Fetch-Site")) is not None:
        return site == "same-origin"
    if (origin := request.headers.get("Origin")) is not None:
        return f"{origin}/" == here
    return (request.referrer or "").startswith(here)
