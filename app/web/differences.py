"""Two texts, and what differs between them: shown, not merged."""
from __future__ import annotations

import re
from difflib import SequenceMatcher

from markupsafe import Markup, escape

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
COMPARED = 4000  # pieces of both texts together; comparing takes the square of them at worst
LINES = re.compile(r"[^\n]*\n|[^\n]+")


def marked(before: str, after: str) -> tuple[Markup, Markup]:
    """Both texts as HTML: what only the first has is <del>, what only the second has is <ins>. Everything in them is escaped."""
    old, new = _pieces(before, after)
    left, right = Markup(), Markup()
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = escape("".join(old[a:b])), escape("".join(new[c:d]))
        left += was if what == "equal" or not was else Markup("<del>{}</del>").format(was)
        right += now if what == "equal" or not now else Markup("<ins>{}</ins>").format(now)
    return left, right


def _pieces(before: str, after: str) -> tuple[list[str], list[str]]:
    """Words where they are few enough to be compared, else lines, else each text as it is."""
    for shape in (WORDS, LINES):
        old, new = shape.findall(before), shape.findall(after)
        if len(old) + len(new) <= COMPARED:
            return old, new
    return [before], [after]
