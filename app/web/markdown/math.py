r"""Formulas: `$…$` in a line, `$$…$$` standing alone, as MathML, which needs neither script nor style."""
from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from xml.etree import ElementTree

from latex2mathml.converter import convert_to_element
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

MOST_CHARACTERS = 2_000
MOST_NESTED = 50
CHARACTERS_A_TEXT = 20_000
FORMULAS_A_TEXT = 500
INLINE = re.compile(r"\$(?![\s$])((?:[^$\\\n]|\\[^\n])++)\$(?![0-9A-Za-z$])")
STANDING = re.compile(r"\$\$((?:[^$\\]|\\.)++)\$\$(?!\$)", re.DOTALL)
SUM_OF_MONEY = re.compile(r"\d[^\\]*[\uac00-\ud7a3]")
# What defines or reaches beyond a formula is shown as it was typed.
REFUSED = re.compile(r"\\(?:newcommand|renewcommand|providecommand|def|gdef|edef|let|href|url|class|cssId|style|require)(?![A-Za-z])")
ALPHABETS = {
    "bold": "BOLD", "italic": "ITALIC", "bold-italic": "BOLD ITALIC", "double-struck": "DOUBLE-STRUCK", "script": "SCRIPT",
    "bold-script": "BOLD SCRIPT", "fraktur": "FRAKTUR", "bold-fraktur": "BOLD FRAKTUR", "sans-serif": "SANS-SERIF",
    "bold-sans-serif": "SANS-SERIF BOLD", "sans-serif-italic": "SANS-SERIF ITALIC", "monospace": "MONOSPACE",
}
BEFORE_UNICODE_MATH = {
    "DOUBLE-STRUCK": dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True)),
    "SCRIPT": dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True)),
    "FRAKTUR": dict(zip("CHIRZ", "ℭℌℑℜℨ", strict=True)),
    "ITALIC": {"h": "ℎ"},
}


def formula_in_line(state: StateInline, silent: bool) -> bool:
    """A formula within a line; prices ($5 and $6), shell names ($HOME/$USER) and sums (5$) are not."""
    start = state.pos
    if state.src[start] != "$" or (start > 0 and re.match(r"[0-9A-Za-z$]", state.src[start - 1])):
        return False
    standing = state.src.startswith("$$", start)
    found = (STANDING if standing else INLINE).match(state.src, start, state.posMax)
    if not found or not found[1].strip():
        return False
    if not standing and (found[1][-1].isspace() or SUM_OF_MONEY.match(found[1])):
        return False
    if not silent:
        token = state.push("formula_standing" if standing else "formula", "math", 0)
        token.content, token.markup = found[1], "$$" if standing else "$"
    state.pos = found.end()
    return True


def formula_block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """`$$` on a line of its own or before the formula, until the line that ends in `$$`; a blank line ends the search."""
    first = _line(state, startLine)
    if not first.startswith("$$") or state.env.get("no_formula_before", -1) > startLine:
        return False
    lines, line = [first[2:]], startLine
    while "$$" not in lines[-1]:
        line += 1
        if line >= endLine or not _line(state, line) or state.sCount[line] < state.blkIndent:
            state.env["no_formula_before"] = line   # whoever begins on these lines finds no end either
            return False
        lines.append(_line(state, line))
    last, _, after = lines[-1].partition("$$")
    content = "\n".join([*lines[:-1], last]).strip()
    if after.strip() or not content:
        return False
    if not silent:
        token = state.push("formula_block", "math", 0)
        token.block, token.content, token.markup, token.map = True, content, "$$", [startLine, line + 1]
        state.line = line + 1
    return True


def formula_html(latex: str, markup: str, env: dict, standing: bool) -> str:
    """MathML of `latex`, or its source where it cannot be read or a text holds more than a page of them."""
    env["formulas"] = env.get("formulas", 0) + 1
    env["formula_characters"] = env.get("formula_characters", 0) + len(latex)
    within = env["formulas"] <= FORMULAS_A_TEXT and env["formula_characters"] <= CHARACTERS_A_TEXT
    mathml = _mathml(latex, standing) if within and len(latex) <= MOST_CHARACTERS else None
    return mathml or f"<code>{html.escape(markup + latex + markup)}</code>"


@lru_cache(maxsize=1024)
def _mathml(latex: str, standing: bool) -> str | None:
    if REFUSED.search(latex) or _nested(latex) > MOST_NESTED:
        return None
    try:
        math = convert_to_element(latex, display="block" if standing else "inline")
    except Exception:   # the converter has no error of its own: it stumbles in many ways, and each means "not a formula"
        return None
    math.attrib.pop("xmlns", None)
    for element in math.iter():
        element.text = html.unescape(element.text or "")
        _spell_out(element)
    if not "".join(math.itertext()).strip():
        return None
    return ElementTree.tostring(math, encoding="unicode", short_empty_elements=False)


def _nested(latex: str) -> int:
    deepest = depth = 0
    for found in re.finditer(r"\\(?:begin|left|end|right)(?![A-Za-z])|\\?[{}]", latex):
        depth += {"{": 1, "\\begin": 1, "\\left": 1, "}": -1, "\\end": -1, "\\right": -1}.get(found[0], 0)
        deepest = max(deepest, depth)
    return deepest


def _spell_out(element: ElementTree.Element) -> None:
    """Browsers know the alphabets (ℝ, 𝐱) as letters, no longer as an attribute."""
    alphabet = ALPHABETS.get(element.get("mathvariant", ""))
    if alphabet:
        del element.attrib["mathvariant"]
        element.text = "".join(_letter(letter, alphabet) for letter in element.text or "")


def _letter(letter: str, alphabet: str) -> str:
    if not letter.isascii() or not letter.isalnum():
        return letter
    if letter.isdigit():
        name = f"MATHEMATICAL {alphabet} {unicodedata.name(letter)}"
    else:
        name = f"MATHEMATICAL {alphabet} {'CAPITAL' if letter.isupper() else 'SMALL'} {letter.upper()}"
    try:
        return BEFORE_UNICODE_MATH.get(alphabet, {}).get(letter) or unicodedata.lookup(name)
    except KeyError:
        return letter


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()
