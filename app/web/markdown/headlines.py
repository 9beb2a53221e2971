"""A text's first line, to be shown as a heading or in a list, and what remains to be shown under it."""
from __future__ import annotations

import html

from markdown_it.token import Token

from app.web.markdown.door import let_through
from app.web.markdown.parser import html_of, inline_html_of, parse
from app.web.markdown.render import as_typed
from app.web.markdown.source import is_blank, tidy
from app.web.markdown.words import ELLIPSIS, cut, words_of

NOT_A_LINE = {"fence", "formula_block", "table_open"}
BREAKS = {"softbreak", "hardbreak"}
NOT_IN_A_HEADLINE = {"link_open", "link_close", "sign"}
LISTS = {"bullet_list_open", "ordered_list_open"}


def headline(text: str, limit: int = 200) -> tuple[str, str]:
    """The first line as inline HTML (code, emphasis, formulas; no links) and the HTML of the rest, '' where nothing remains.

    A first line that is longer than `limit` or cannot be a heading (code, a table) gives its first words and an ellipsis, and the
    whole text as the rest. Links of the first line open the rest. Blank text gives two blanks; otherwise the headline is not empty.
    """
    source = tidy(text)
    if is_blank(source):
        return "", ""
    tokens = parse(source)
    if tokens is None:
        return _first_words(source, limit), as_typed(source)
    at = _first_line(tokens)
    if at is None:
        return _first_words(words_of(tokens), limit, source), let_through(html_of(tokens))
    line, others = _split(tokens[at].children or [])
    if len(words_of(line).strip()) > limit:
        return _first_words(words_of(tokens), limit), let_through(html_of(tokens))
    heading = inline_html_of([_in_line(token) for token in line if token.type not in NOT_IN_A_HEADLINE])
    return let_through(heading).strip(), let_through(html_of(_links(line) + _remaining(tokens, at, others)))


def _first_words(words: str, limit: int, instead: str = "") -> str:
    if is_blank(words):
        words = instead
    return html.escape(cut(words, max(limit - 1, 1)).removesuffix(ELLIPSIS) + ELLIPSIS, quote=False)


def _first_line(tokens: list[Token]) -> int | None:
    for at, token in enumerate(tokens):
        if token.type in NOT_A_LINE:
            return None
        if token.type == "inline" and not is_blank(words_of(_split(token.children or [])[0])):
            return at
    return None


def _split(children: list[Token]) -> tuple[list[Token], list[Token]]:
    """The first line that shows anything, and the lines after it; what was open at the break is closed and opened again."""
    line: list[Token] = []
    opened: list[Token] = []
    for at, child in enumerate(children):
        if child.type in BREAKS and not is_blank(words_of(token for token in line if token.type != "sign")):
            closing = [Token(token.type.replace("_open", "_close"), token.tag, -1) for token in reversed(opened)]
            return line + closing, opened + children[at + 1 :]
        if child.type in BREAKS:
            continue
        line.append(child)
        if child.nesting == 1:
            opened.append(child)
        elif child.nesting == -1:
            opened.pop()
    return line, []


def _in_line(token: Token) -> Token:
    if token.type == "formula_standing":
        return Token("formula", token.tag, 0, content=token.content, markup="$")
    return Token("text", "", 0, content=words_of([token])) if token.type == "image" else token


def _links(line: list[Token]) -> list[Token]:
    """The links and images of `line`, a line each: a headline cannot hold them (it is a link itself where it is listed)."""
    children: list[Token] = []
    inside = False
    for token in line:
        if token.type == "link_open":
            inside = True
            children += [Token("softbreak", "br", 0)] if children else []
        if inside:
            children.append(token)
        inside = inside and token.type != "link_close"
    return _paragraph(children) if children else []


def _paragraph(children: list[Token]) -> list[Token]:
    return [
        Token("paragraph_open", "p", 1, block=True),
        Token("inline", "", 0, block=True, children=children),
        Token("paragraph_close", "p", -1, block=True),
    ]


def _remaining(tokens: list[Token], at: int, others: list[Token]) -> list[Token]:
    """`tokens` without the line at `at`, without what showed nothing before it, and without the empty shells it leaves behind."""
    above = _still_open(tokens[:at])
    if not is_blank(words_of(others)):
        tokens[at].children = others
        return _without_list_of_one(above + tokens[at:])
    below = tokens[at + 1 :]
    item_is_gone = False
    while above and below and below[0].nesting == -1:
        shell = above.pop()
        below = below[1:]
        if shell.type == "list_item_open":
            item_is_gone = True
            if above[-1].type == "ordered_list_open":
                above[-1].attrSet("start", int(above[-1].attrs.get("start", 1)) + 1)
    return above + below if item_is_gone else _without_list_of_one(above + below)


def _still_open(tokens: list[Token]) -> list[Token]:
    opened: list[Token] = []
    for token in tokens:
        if token.nesting == 1:
            opened.append(token)
        elif token.nesting == -1:
            opened.pop()
    return opened


def _without_list_of_one(tokens: list[Token]) -> list[Token]:
    """What remains of a list's only item is shown without the list."""
    if not tokens or tokens[0].type not in LISTS:
        return tokens
    level = tokens[0].level
    end = next(at for at, token in enumerate(tokens) if token.nesting == -1 and token.level == level)
    if sum(token.type == "list_item_open" and token.level == level + 1 for token in tokens[:end]) != 1:
        return tokens
    inside = tokens[2 : end - 1]
    for token in inside:
        if token.level == level + 2:
            token.hidden = False
    return inside + tokens[end + 1 :]
