"""The words alone, for subjects of mails and for lists."""
from __future__ import annotations

from app.web.markdown.parser import parse
from app.web.markdown.source import is_blank, tidy
from app.web.markdown.words import cut, words_of


def plain(text: str, limit: int) -> str:
    """At most `limit` characters of `text` without its Markdown, on one line; what was cut ends in an ellipsis."""
    source = tidy(text)
    if is_blank(source):
        return ""
    some = source[: 8 * limit + 4000]
    tokens = parse(some)
    words = words_of(tokens) if tokens is not None else some
    return cut(words if not is_blank(words) else source, limit)
