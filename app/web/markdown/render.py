"""Markdown to the HTML that is stored."""
from __future__ import annotations

import html

from app.web.markdown.door import let_through
from app.web.markdown.parser import html_of, parse
from app.web.markdown.source import is_blank, tidy

RENDERER = 1   # raised when the same source would give other HTML; stored beside it, so that old HTML can be found and made anew


def render(text: str) -> str:
    """Safe HTML of `text`, '' where a reader would see nothing. Takes any text, never raises."""
    source = tidy(text)
    if is_blank(source):
        return ""
    tokens = parse(source)
    return let_through(html_of(tokens)) if tokens is not None else as_typed(source)


def as_typed(source: str) -> str:
    """What cannot be read as Markdown, letter by letter."""
    return let_through(f'<pre class="source" tabindex="0">\n{html.escape(source)}</pre>\n')
