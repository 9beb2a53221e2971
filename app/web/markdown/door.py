"""The only door to stored HTML: what is not named here does not pass."""
from __future__ import annotations

import re

import nh3
from pygments.token import STANDARD_TYPES

from app.web.markdown.source import DIRECTIONS

HIGHLIGHT = "hl-"
ADDRESS = re.compile(r"(?:https?://|mailto:)[^\x00-\x20\\]+|/(?![/\\])[^\x00-\x20\\]*", re.IGNORECASE)
OUR_IMAGE = re.compile(r"/c/[a-z0-9-]{1,40}/images/[0-9a-f]{32}")  # as app.uploads serves them
TEXT_TAGS = {
    "a", "blockquote", "br", "code", "del", "div", "em", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre", "span", "strong", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}
MATH_ATTRIBUTES = {
    "accent", "accentunder", "columnalign", "columnlines", "columnspacing", "depth", "display", "displaystyle", "fence", "form", "frame",
    "height", "largeop", "linethickness", "lspace", "mathsize", "mathvariant", "maxsize", "minsize", "movablelimits", "notation",
    "rowlines", "rowspacing", "rspace", "scriptlevel", "separator", "stretchy", "symmetric", "voffset", "width",
}
MATH_TAGS = {
    "math", "menclose", "merror", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom", "mprescripts", "mroot",
    "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "none",
}
# Lengths of at most two digits: a formula cannot be moved over the page around it.
MATH_VALUE = re.compile(r"[a-z -]{1,60}|(?:[+-]?\d{0,2}(?:\.\d{1,4})?(?:em|ex|px|pt|mu|%)?\s?){1,20}")
CLASSES = {
    "div": {"wide"},
    "li": {"task"},
    "p": {"file"},
    "pre": {"source"},
    "span": {HIGHLIGHT + name for name in STANDARD_TYPES.values() if name},
    "td": {"center", "right"},
    "th": {"center", "right"},
}


def let_through(html: str) -> str:
    """`html` with only the elements, attributes, classes and addresses that we make ourselves."""
    return DIRECTIONS.sub("", _cleaner.clean(html))


def is_allowed(address: str) -> bool:
    """Whether a link may lead there: http, https, mailto, or a page of ours (`/…`)."""
    return ADDRESS.fullmatch(address) is not None


def is_our_image(address: str) -> bool:
    """Whether a picture may be shown from there: only from what is kept here, so that no reader's browser asks anywhere else."""
    return OUR_IMAGE.fullmatch(address) is not None


def _attribute(tag: str, name: str, value: str) -> str | None:
    if tag == "img" and name == "src":
        return value if is_our_image(value) else None
    if tag in MATH_TAGS:
        return value if MATH_VALUE.fullmatch(value) else None
    return value


_cleaner = nh3.Cleaner(
    tags=TEXT_TAGS | MATH_TAGS,
    clean_content_tags={"script", "style"},
    attributes={"a": {"href", "title"}, "img": {"alt", "src", "title"}, "ol": {"start"}, **dict.fromkeys(MATH_TAGS, MATH_ATTRIBUTES)},
    attribute_filter=_attribute,
    tag_attribute_values={"pre": {"tabindex": {"0"}}, "div": {"tabindex": {"0"}}, "img": {"loading": {"lazy"}}},
    allowed_classes=CLASSES,
    url_schemes={"http", "https", "mailto"},
    url_relative=lambda address: address if is_allowed(address) else None,
    link_rel="noopener noreferrer nofollow ugc",
)
