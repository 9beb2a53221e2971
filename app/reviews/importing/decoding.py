"""Bytes as text: UTF-8, UTF-16 with its mark, or the Korean code page that Windows still writes."""
from __future__ import annotations

import codecs
import re

from app.reviews.importing import own
from app.reviews.importing.errors import Unreadable
from app.web.forms import tidy

AT_MOST = 300_000  # characters; three times what a closing note holds
LINES_AT_MOST = 20_000
PAGE_AT_MOST = 1_000_000  # characters of HTML, most of which is no text
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
SILENT = re.compile("[\x01-\x08\x0e-\x1f\x7f]")  # control characters that editors leave behind: no reader sees them


def text_of(content: bytes, at_most: int = AT_MOST) -> str:
    """`content` as text, tidied. Raises Unreadable."""
    if len(content) > 4 * at_most:
        raise Unreadable("large")
    text = sized(_decoded(content), at_most)
    if UNSTORABLE.search(text):
        raise Unreadable("characters")
    if own.is_ours(text):
        return tidy(text)  # to the letter: it comes back as it was exported
    text = tidy(SILENT.sub("", text.replace("\x0b", "\n").replace("\x0c", "\n").replace("\u2028", "\n").replace("\u2029", "\n")).lstrip("\ufeff"))
    if not text:
        raise Unreadable("empty")
    return text


def sized(text: str, at_most: int = AT_MOST) -> str:
    if len(text) > at_most or text.count("\n") > LINES_AT_MOST:
        raise Unreadable("large")
    return text


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(content, "utf-16")
    try:
        # Halves of a pair are let through here, to be refused by name.
        return content.decode("utf-8-sig", "surrogatepass")
    except UnicodeDecodeError:
        return _strictly(content, "cp949")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise Unreadable("no text") from wrong
