"""Rendered text in a line, for labels that only those hear who cannot see what they belong to."""
from __future__ import annotations

from markupsafe import Markup

A_LABEL = 60  # characters


def first_words(html: str) -> str:
    """The beginning of rendered Markdown without its tags: cheap enough for every row of a page."""
    words = Markup(html[:2000]).striptags()  # noqa: S704  (escaped again by the template)
    return words if len(words) <= A_LABEL else words[: A_LABEL - 1].rstrip() + "…"
