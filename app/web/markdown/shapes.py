"""Blocks reshaped after parsing: headings under the page's own, tasks with signs, tables for everybody."""
from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, table
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

HIGHEST_HEADING = 3   # the page itself owns h1 and h2
LOWEST_HEADING = 6
TASK = re.compile(r"\[([ xX])\]\s+")


def headings_below_the_page(state: StateCore) -> None:
    """`#` becomes h3, `##` below it h4; no level is left out, whichever people begin with."""
    above: list[int] = []
    for token in state.tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(HIGHEST_HEADING + len(above) - 1, LOWEST_HEADING)}"


def no_empty_headings(state: StateCore) -> None:
    tokens = state.tokens
    state.tokens = [token for at, token in enumerate(tokens) if not _of_empty_heading(tokens, at)]


def task_signs(state: StateCore) -> None:
    """`- [ ]` and `- [x]` as ☐ and ☑: a sign is read to everybody, a box that cannot be ticked is not."""
    for item, paragraph, inline in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if (item.type, paragraph.type, inline.type) != ("list_item_open", "paragraph_open", "inline"):
            continue
        children = inline.children or []
        found = TASK.match(children[0].content) if children and children[0].type == "text" else None
        if found:
            children[0].content = children[0].content[found.end() :]
            children.insert(0, Token("sign", "", 0, content="☐ " if found[1] == " " else "☑ "))
            item.attrSet("class", "task")


def table_with_all_cells(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A row may have more cells than the head: GFM drops them, we keep every word."""
    begins = len(state.tokens)
    if not table(state, startLine, endLine, silent):
        return False
    if not silent:
        state.tokens[begins:] = _with_cells_left_over(state, state.tokens[begins:])
    return True


def tables_for_everybody(state: StateCore) -> None:
    """Alignment by class (the policy forbids styles); an empty cell of the head is no header."""
    tokens = state.tokens
    for at, token in enumerate(tokens):
        if token.type in {"th_open", "td_open"}:
            align = str(token.attrs.pop("style", "")).removeprefix("text-align:")
            if align in {"center", "right"}:
                token.attrs["class"] = align
            if not tokens[at + 1].content:
                token.tag = tokens[at + 2].tag = "td"


def _of_empty_heading(tokens: list[Token], at: int) -> bool:
    inline = {"heading_open": at + 1, "inline": at, "heading_close": at - 1}.get(tokens[at].type)
    return inline is not None and tokens[inline - 1].type == "heading_open" and not tokens[inline].content


def _with_cells_left_over(state: StateBlock, tokens: list[Token]):
    columns = sum(token.type == "th_open" for token in tokens)
    level = 0
    line = -1
    for token in tokens:
        if token.type == "tr_open" and token.map:
            line, level = token.map[0], token.level
        if token.type == "tr_close":
            for cell in _cells(state, line)[columns:]:
                yield Token("td_open", "td", 1, level=level + 1, block=True)
                yield Token("inline", "", 0, level=level + 2, content=cell, children=[], map=[line, line + 1], block=True)
                yield Token("td_close", "td", -1, level=level + 1, block=True)
        yield token


def _cells(state: StateBlock, line: int) -> list[str]:
    row = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()
    cells = escapedSplit(row)
    cells = cells[1:] if cells and not cells[0] else cells
    cells = cells[:-1] if cells and not cells[-1] else cells
    return [cell.strip() for cell in cells]
