"""Addresses: bare ones become links, images become links unless they are kept here, and no link is without words."""
from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from app.web.markdown.door import is_our_image
from app.web.markdown.words import words_of

LONGEST_SCHEME = len("https")
SCHEME = re.compile(r"(?<![A-Za-z0-9+.-])https?$", re.IGNORECASE)
LETTERS = "\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
# Hangul belongs to an address where it begins a part of it (/wiki/회고, ?q=회고); after a letter it is the sentence going on (…/a를).
BARE = re.compile(rf"://[A-Za-z0-9](?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%\u00c0-\u024f]|(?:(?<=[/=_\-+#])|(?<=_\())[{LETTERS}]+)*")
PARTICLE = re.compile(
    r"(?<=[/=_\-+#])(?:으로|로|를|을|은|는|이|가|에|의|와|과|도|만|에서|에는|에도|에서는|부터|까지|처럼|보다|하고|이랑|랑|이나|나|"
    r"라고|이라고|입니다|이에요|예요|인데|이고)$"
)
BRACKETS = {"(": ")", "[": "]"}
ENDS_A_SENTENCE = frozenset(".,;:!?'\"*~&$")


def bare_address(state: StateInline, silent: bool) -> bool:
    """`https://…` in running text, without the particle or the punctuation that follows it."""
    if state.linkLevel > 0 or not state.src.startswith("://", state.pos):
        return False
    scheme = SCHEME.search(state.src[max(0, state.pos - LONGEST_SCHEME - 1) : state.pos])
    rest = BARE.match(state.src, state.pos, state.posMax) if scheme else None
    if not scheme or not rest:
        return False
    if not silent and not state.pending.endswith(scheme[0]):
        return False
    rest = _without_sentence(PARTICLE.sub("", rest[0]))
    address = scheme[0] + rest
    href = state.md.normalizeLink(address)
    if not state.md.validateLink(href):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme[0])]
        state.push("link_open", "a", 1).attrs = {"href": href}
        state.push("text", "", 0).content = state.md.normalizeLinkText(address)
        state.push("link_close", "a", -1)
    state.pos += len(rest)
    return True


def images_as_links(state: StateCore) -> None:
    """The policy shows no picture from elsewhere: `![alt](address)` leads to it. One that is kept here is shown, and leads to itself."""
    for token in state.tokens:
        if any(child.type == "image" for child in token.children or ()):
            token.children = list(_images_linked(token.children or []))


def words_for_links(state: StateCore) -> None:
    """A link around nothing says where it leads."""
    for token in state.tokens:
        if any(child.type == "link_open" for child in token.children or ()):
            token.children = list(_links_worded(token.children or []))


def _without_sentence(address: str) -> str:
    unopened = {closing: address.count(closing) - address.count(opening) for opening, closing in BRACKETS.items()}
    end = len(address)
    while True:
        last = address[end - 1]
        if last in BRACKETS:
            unopened[BRACKETS[last]] += 1
        elif unopened.get(last, 0) > 0:
            unopened[last] -= 1
        elif last not in ENDS_A_SENTENCE:
            return address[:end]
        end -= 1


def _images_linked(children: list[Token]):
    inside = 0
    for child in children:
        inside += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type != "image":
            yield child
            continue
        opening = Token("link_open", "a", 1, attrs={"href": child.attrs["src"]})
        words = Token("text", "", 0, content=words_of(child.children or []))
        if is_our_image(str(child.attrs["src"])):
            child.attrs["loading"] = "lazy"
            child.children = [words if words.content.strip() else Token("text", "", 0, content=str(child.attrs["src"]))]
            yield from [child] if inside else [opening, child, Token("link_close", "a", -1)]
            continue
        if "title" in child.attrs:
            opening.attrs["title"] = child.attrs["title"]
        yield from [words] if inside else [opening, words, Token("link_close", "a", -1)]


def _links_worded(children: list[Token]):
    href, words = "", ""
    for child in children:
        if child.type == "link_open":
            href, words = str(child.attrs["href"]), ""
        elif child.type == "link_close" and not words.strip():
            yield Token("text", "", 0, content=href)
        words += words_of([child])
        yield child
