"""Rendered text without its tags: as words to be found, and in a line, for labels that only those hear who cannot see what they belong to; and addresses."""
from __future__ import annotations

from markupsafe import Markup

A_LABEL = 60  # characters


def web_address(typed: str) -> str:
    """What was typed as an address, where it leads to the web; else ""."""
    return typed if typed.lower().startswith(("https://", "http://")) else ""


def text_of(html: str) -> str:
    """Rendered Markdown without its tags, in one line."""
    return Markup(html).striptags() if html else ""  # noqa: S704 - escaped again by whatever shows it


def first_words(html: str) -> str:
    """The beginning of rendered Markdown without its tags: cheap enough for every row of a page."""
    words = text_of(html[:2000])
    return words if len(words) <= A_LABEL else words[: A_LABEL - 1].rstrip() + "…"
