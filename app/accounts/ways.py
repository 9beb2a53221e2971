"""Where somebody goes on to: only places within this app."""
from __future__ import annotations

from urllib.parse import urlsplit

LONGEST = 2000


def own_path(text: str | None) -> str | None:
    """`text` when it is a path of this app, else None.

    Browsers read `//host` and `/\\host` as other places and drop tabs and line ends before they look, so whatever could be
    read in two ways is no path of ours.
    """
    if not text or len(text) > LONGEST or not text.startswith("/") or text.startswith("//") or "\\" in text:
        return None
    if not text.isprintable():
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else text
