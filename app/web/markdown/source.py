"""The source as people paste it, made fit to be parsed."""
from __future__ import annotations

import re
import unicodedata

LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
OTHER_SPACES = re.compile("[\x0b\x0c\x1c-\x1f]")
NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Directions that a writer imposes reach beyond their own words: what follows on the page would be read backwards.
DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
NO_WIDTH = re.compile("[\u200b\u2060\ufeff]")
SPELT_SYLLABLE = re.compile("[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")
MARKS = re.compile(r"([\\`*_\[\]<>#|~])")
UNSEEN = re.compile(
    "[\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]+"
)


def tidy(text: str) -> str:
    """`text` with one kind of line end, whole Hangul syllables (macOS spells them out), and nothing that is not text."""
    text = OTHER_SPACES.sub(" ", LINE_ENDS.sub("\n", text))
    text = NO_WIDTH.sub("", DIRECTIONS.sub("", NOT_TEXT.sub("\ufffd", text)))
    return SPELT_SYLLABLE.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


def escaped(text: str) -> str:
    """Plain text (a name, a headline) put so that Markdown takes none of it for a mark."""
    return MARKS.sub(r"\\\1", text)


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing: spaces, fillers (ㅤ), marks without width."""
    return not UNSEEN.sub("", text)
