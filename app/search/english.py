"""English words without what makes them plural, past or continuous, and those that say nothing of what a question is about."""
from __future__ import annotations

import re
from functools import lru_cache

from app.search.words import words

ENDS = (
    ("ization", "ize"), ("isation", "ize"), ("izing", "ize"), ("ized", "ize"), ("sses", "ss"), ("ies", "y"), ("ness", ""), ("ingly", ""), ("edly", ""),
    ("ing", ""), ("ers", "er"), ("ed", ""), ("es", "e"), ("ly", ""), ("'s", ""), ("s", ""))
DOUBLED = re.compile(r"([bdgmnprt])\1$")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Light: 'gradients' and 'gradient', 'splitting' and 'split', 'training' and 'train' are the same; short words stay as they are."""
    if len(word) < 4 or not word.isalpha():
        return word
    for end, instead in ENDS:
        if word.endswith(end) and len(word) - len(end) >= 3 and not (end == "s" and word[-2] in "sui"):
            left = word[: len(word) - len(end)] + instead
            return DOUBLED.sub(r"\1", left).rstrip("e") if end in ("ing", "ed") else left.rstrip("e")
    return word.rstrip("e")


STOP = words("stop.en")
