"""Markdown as it is read here: CommonMark, tables, strikethrough, tasks, bare addresses, formulas."""
from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.web.markdown import code, emphasis, links, math, shapes
from app.web.markdown.door import is_allowed

MOST_NESTED = 40   # levels; a list and its item are two
# Beginnings of images and links: the end of each is looked for to the end of its paragraph. No text that is read has as many.
MOST_IMAGES = 1_000
MOST_BRACKETS = 20_000
BREAKS_PARAGRAPHS = ["paragraph", "reference", "blockquote", "list"]


def parse(source: str) -> list[Token] | None:
    """The blocks of a tidy `source`; None where it is beyond reading: nested so deep that the parser would drop words."""
    if source.count("![") > MOST_IMAGES or source.count("[") > MOST_BRACKETS:
        return None
    try:
        tokens = _parser.parse(source, {})
    except RecursionError:
        return None
    return None if _too_deep(tokens) else tokens


def html_of(tokens: list[Token]) -> str:
    """HTML of blocks, not yet through the door."""
    return _parser.renderer.render(tokens, _parser.options, {})


def inline_html_of(children: list[Token]) -> str:
    """HTML of a line's tokens, not yet through the door."""
    return _parser.renderer.render([Token("inline", "", 0, children=children)], _parser.options, {})


def _fence(renderer, tokens, at, options, env) -> str:
    return code.fence_html(tokens[at].content, tokens[at].info, env)


def _formula(renderer, tokens, at, options, env) -> str:
    return math.formula_html(tokens[at].content, tokens[at].markup, env, standing=tokens[at].type != "formula")


def _formula_block(renderer, tokens, at, options, env) -> str:
    return f'<div class="wide" tabindex="0">{_formula(renderer, tokens, at, options, env)}</div>\n'


def _sign(renderer, tokens, at, options, env) -> str:
    return tokens[at].content


def _always(html: str):
    return lambda renderer, tokens, at, options, env: html


RENDERERS = {
    "fence": _fence,
    "formula": _formula,
    "formula_standing": _formula,
    "formula_block": _formula_block,
    "sign": _sign,
    "s_open": _always("<del>"),
    "s_close": _always("</del>"),
    "table_open": _always('<div class="wide" tabindex="0"><table>\n'),
    "table_close": _always("</table></div>\n"),
}


class Parser(MarkdownIt):
    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False, "breaks": True, "xhtmlOut": False, "maxNesting": MOST_NESTED})
        inline = emphasis.ParserOfHangul()
        inline.ruler, inline.ruler2 = self.inline.ruler, self.inline.ruler2
        self.inline = inline
        # Indented text is text: lists are pasted with their indent. References would vanish from the page, and multiply.
        self.enable(["table", "strikethrough"]).disable(["code", "reference", "html_block", "html_inline"])
        self._add_rules()
        self._add_renderers()

    def validateLink(self, url: str) -> bool:
        return is_allowed(url)

    def _add_rules(self) -> None:
        self.block.ruler.at("table", shapes.table_with_all_cells, {"alt": ["paragraph", "reference"]})
        self.block.ruler.before("fence", "formula_block", math.formula_block, {"alt": BREAKS_PARAGRAPHS})
        self.inline.ruler.before("escape", "formula", math.formula_in_line)
        self.inline.ruler.before("emphasis", "python_name", emphasis.python_name)
        self.inline.ruler.before("newline", "bare_address", links.bare_address)
        for rule in (
            links.images_as_links,
            links.words_for_links,
            shapes.headings_below_the_page,
            shapes.no_empty_headings,
            shapes.task_signs,
            shapes.tables_for_everybody,
        ):
            self.core.ruler.push(rule.__name__, rule)

    def _add_renderers(self) -> None:
        for kind, shown in RENDERERS.items():
            self.add_render_rule(kind, shown)


def _too_deep(tokens: list[Token]) -> bool:
    return any(token.level >= MOST_NESTED - 1 or _depth(token.children or []) > MOST_NESTED for token in tokens)


def _depth(children: list[Token]) -> int:
    deepest = depth = 0
    for child in children:
        depth += child.nesting
        deepest = max(deepest, depth)
    return deepest


_parser = Parser()
