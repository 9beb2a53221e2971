"""A page of HTML as Markdown: what Notion and blogs export."""
from __future__ import annotations

import re
import warnings
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder import ParserRejectedMarkup
from bs4.element import Tag
from markdownify import MarkdownConverter

from app.reviews.importing.errors import Unreadable

DEEPEST = 200  # elements within elements; a page of Notion has thirty
AN_ELEMENT = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
ALONE = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
         "p", "li", "td", "tr", "th", "option", "dt", "dd"}
UNCLOSED = re.compile(r"<(?![^<>]*>)")  # the parser would look for the end again and again
WIDE = re.compile(r"[ \t]{100,}")
NOT_READ = ("script", "style", "noscript", "template", "head")


class _Markdown(MarkdownConverter):
    def convert_details(self, element: Any, text: str, parent_tags: Any) -> str:
        return f"\n\n<details>\n{text.strip()}\n\n</details>\n\n"

    def convert_summary(self, element: Any, text: str, parent_tags: Any) -> str:
        return f"<summary>{' '.join(text.split())}</summary>\n\n"

    def convert_figcaption(self, element: Any, text: str, parent_tags: Any) -> str:
        return f"\n\n{text.strip()}\n\n"

    def convert_aside(self, element: Any, text: str, parent_tags: Any) -> str:
        return f"\n\n{text.strip()}\n\n"


def markdown_of(html: str) -> tuple[str, str]:
    """The title of a page, and its body as Markdown. Raises Unreadable for one that is nested too deeply."""
    html = WIDE.sub(" ", UNCLOSED.sub("&lt;", html))
    if _depth(html) > DEEPEST:
        raise Unreadable("nested")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            page = BeautifulSoup(html, "html.parser")
            title = page.title.get_text(" ", strip=True) if page.title else ""
            for each in page(NOT_READ):
                if isinstance(each, Tag):
                    each.decompose()
            text = _Markdown(heading_style="ATX", bullets="-", escape_asterisks=False, escape_underscores=False, escape_misc=False,
                             strong_em_symbol="*", newline_style="backslash").convert_soup(page)
    except (RecursionError, ParserRejectedMarkup, AssertionError) as wrong:
        raise Unreadable("nested") from wrong
    return title, re.sub(r"\\$", "", re.sub(r"\n{3,}", "\n\n", text), flags=re.MULTILINE).strip()


def _depth(html: str) -> int:
    deepest = depth = 0
    for found in AN_ELEMENT.finditer(html):
        if found[2].lower() in ALONE or found[3]:
            continue
        depth = max(0, depth - 1) if found[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest
