"""A text taken apart into blocks, line by line: every line is in exactly one block, with its number, so that none can be lost.

Looser than CommonMark where people here write otherwise: `2.Residual`, `①`, `•`, `-텍스트` and `+1)` begin an item too, indented text is text, and a
line of HTML that only opens or closes something is a block of its own, so that what is inside `<details>` is read as well. The time is
linear in the text: a line of more than LONG characters is only ever text, and below DEEPEST levels everything is.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

LONG = 4000
DEEPEST = 16

BULLETS = "•·ㆍ●○■□▪▫◦‣◆◇∙⦁▶▷►➤➢✓✔✅☑👉📌"
MARK = re.compile(
    rf"(?:[-*+–—{BULLETS}]\ufe0f?(?:[ \t\u3000]+|$)|[{BULLETS}]\ufe0f?(?=\S)|-(?=[가-힣])"
    r"|\((?P<alone>[+\-−])\)[ \t]+|(?P<sign>[+\-−](?=\d))(?P<signed>\d{1,2}[.):]+(?!\d)\s*)"
    r"|\d{1,3}[.)](?:[ \t\u3000]+|$)|\d{1,2}[.)](?=[^\s\d.)])|\(\d{1,2}\)\s*|[①-⑳❶-❿➀-➓]\s*"
    r"|\d\ufe0f?\u20e3\s*|[가나다라마바사아자차카타파하]\.[ \t]+|[a-h]\)[ \t]+)")
TASK = re.compile(r"\[[ xX]\](?:\s+|$)")
FENCE = re.compile(r"(`{3,}|~{3,})(.*)")
HEADING = re.compile(r"(#{1,6})(?:[ \t]+(.*?)(?:[ \t]+#+)?|)[ \t]*$|(#{2,6})([^#\s].*)$")
HTML_HEADING = re.compile(r"<h([1-6])(?:\s[^<>]*)?>(.{0,400})</h\1>\s*$", re.IGNORECASE)
RULE = re.compile(r"(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}|[─━ㅡ═]{3,})$")
UNDERLINE = re.compile(r"(=+|-{2,})[ \t]*$")
DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*$")
STRUCTURE = re.compile(
    r"(?:</?(?:details|summary|div|p|br|center|section|article|ul|ol|li|figure|hr|span|aside|main|table|tbody|tr|td)(?:\s[^<>]{0,300})?/?>\s*)+$",
    re.IGNORECASE)
SUMMARY = re.compile(
    r"(?:<details(?:\s[^<>]*)?>\s*)?<summary(?:\s[^<>]*)?>(.{0,400})</summary>\s*(?:<div(?:\s[^<>]*)?>\s*|<br\s*/?>\s*)*$", re.IGNORECASE)
FRAME = re.compile(r"<(/?)(?:details|div)\b", re.IGNORECASE)
AN_ELEMENT = re.compile(r"<(?:p|div|img|table|figure|iframe|video|center|span|a)[\s>]", re.IGNORECASE)


class Line(NamedTuple):
    number: int
    text: str


@dataclass(slots=True)
class Block:
    """`raw` is how it stands in its container, `inner` what is in it without its marks (an item, a quote: the lines of `blocks`)."""

    kind: str  # heading, paragraph, item, quote, fence, table, rule, tag, html
    raw: list[Line]
    text: str = ""  # of a heading
    level: int = 0  # of a heading
    sign: str = ""  # of an item: + or -
    blocks: list[Block] = field(default_factory=list)

    @property
    def numbers(self) -> range:
        return range(self.raw[0].number, self.raw[-1].number + 1)


def blocks_of(text: str) -> list[Block]:
    return parse([Line(number, line) for number, line in enumerate(text.split("\n"))])


def parse(lines: Sequence[Line], depth: int = 0) -> list[Block]:
    """The blocks of these lines, in order. Blank lines are between blocks."""
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        if not lines[at].text.strip():
            at += 1
            continue
        for take in _TAKERS:
            end = take(lines, at, depth, blocks)
            if end > at:
                at = end
                break
    return blocks


def written(lines: Iterable[Line]) -> str:
    return "\n".join(line.text.strip() if at == 0 else line.text.rstrip() for at, line in enumerate(lines))


def of_blocks(blocks: Sequence[Block]) -> str:
    """Blocks as they were written, moved to the left edge, a blank line between those between which one was."""
    lines: list[str] = []
    last = -1
    for block in blocks:
        lines += [""] if lines and block.raw[0].number > last + 1 else []
        lines += [line.text for line in block.raw]
        last = block.raw[-1].number
    by = min((indent_of(line) for line in lines if line.strip()), default=0)
    return "\n".join(line[by:] if line.strip() else "" for line in lines).rstrip()


def bare(text: str) -> str:
    """A line without the marks of an item: `- 3. [x] text` is `text`."""
    for _again in range(3):
        text = text.lstrip()
        found = TASK.match(text) or MARK.match(text)
        if not found or (not text[found.end():].strip() and found.end() and _again):
            break
        text = text[found.end():]
    return text


def indent_of(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def dedented(text: str, by: int) -> str:
    return text[min(by, indent_of(text)):]


def untabbed(text: str) -> str:
    stripped = text.lstrip(" \t\u3000\xa0")
    return text[:len(text) - len(stripped)].expandtabs(4).replace("\u3000", "  ").replace("\xa0", " ") + stripped


def _fence(lines: Sequence[Line], at: int, depth: int, blocks: list[Block]) -> int:
    opened = FENCE.match(lines[at].text.lstrip())
    if not opened or (opened[1][0] == "`" and "`" in opened[2]):
        return at
    closes = re.compile(rf"\s*{re.escape(opened[1][0])}{{{len(opened[1])},}}\s*$")
    end = next((number for number in range(at + 1, len(lines)) if closes.match(lines[number].text[:LONG])), len(lines) - 1) + 1
    blocks.append(Block("fence", list(lines[at:end])))
    return end


def _delimited(opens: str, closes: str) -> Callable[[Sequence[Line], int, int, list[Block]], int]:
    def take(lines: Sequence[Line], at: int, depth: int, blocks: list[Block]) -> int:
        first = lines[at].text.strip()
        if not first.startswith(opens):
            return at
        if closes in first[len(opens):]:
            if opens != "<!--" or not first.endswith(closes):
                return at
            blocks.append(Block("html", [lines[at]]))
            return at + 1
        end = next((number for number in range(at + 1, min(at + 400, len(lines))) if closes in lines[number].text), None)
        if end is None:
            return at
        blocks.append(Block("fence" if opens == "$$" else "html", list(lines[at:end + 1])))
        return end + 1

    return take


def _heading(lines: Sequence[Line], at: int, depth: int, blocks: list[Block]) -> int:
    text = lines[at].text.strip()
    if len(text) > LONG:
        return at
    found, html, summary = HEADING.match(text), HTML_HEADING.match(text), SUMMARY.match(text)
    if found:
        blocks.append(Block("heading", [lines[at]], found[2] or found[4] or "", len(found[1] or found[3])))
    elif html:
        blocks.append(Block("heading", [lines[at]], html[2], int(html[1])))
    elif summary:
        blocks.append(Block("heading", [lines[at]], summary[1], 7))
    else:
        return at
    return at + 1


def _table(lines: Sequence[Line], at: int, depth: int, blocks: list[Block]) -> int:
    if not _begins_table(lines, at):
        return at
    end = at + 2
    while end < len(lines) and "|" in lines[end].text and lines[end].text.strip():
        end += 1
    blocks.append(Block("table", list(lines[at:end])))
    return end


def _begins_table(lines: Sequence[Line], at: int) -> bool:
    if at + 1 >= len(lines) or "|" not in lines[at].text or len(lines[at + 1].text) > LONG:
        return False
    second = lines[at + 1].text.strip()
    return "-" in second and "|" in second and bool(DELIMITERS.match(second))


def _rule(lines: Sequence[Line], at: int, depth: int, blocks: list[Block]) -> int:
    if len(lines[at].text) > LONG or not RULE.match(lines[at].text.strip()):
        return at
    blocks.append(Block("rule", [lines[at]]))
    return at + 1


def _quote(lines: Sequence[Line], at: int, depth: int, blocks: list[Block]) -> int:
    if not lines[at].text.lstrip().startswith(">"):
        return at
    end = at
    while end < len(lines) and lines[end].text.lstrip().startswith(">"):
        end += 1
    inner = [Line(line.number, untabbed(_unquoted(line.text))) for line in lines[at:end]]
    blocks.append(Block("quote", list(lines[at:end]), blocks=parse(inner, depth + 1) if depth < DEEPEST else []))
    return end


def _unquoted(text: str) -> str:
    text = text.lstrip()[1:]
    return text[1:] if text.startswith(" ") else text


def _tag(lines: Sequence[Line], at: int, depth: int, blocks: list[Block]) -> int:
    text = lines[at].text.strip()
    if not text.startswith("<") or len(text) > LONG:
        return at
    if STRUCTURE.match(text):
        blocks.append(Block("tag", [lines[at]]))
        return at + 1
    if not AN_ELEMENT.match(text):
        return at
    end = at
    while end < len(lines) and lines[end].text.strip() and not (end > at and _starts_block(lines, end)):
        end += 1
    blocks.append(Block("html", list(lines[at:end])))
    return end


def _item(lines: Sequence[Line], at: int, depth: int, blocks: list[Block]) -> int:
    first = lines[at].text
    own = indent_of(first)
    found = MARK.match(first, own)
    if not found or depth >= DEEPEST:
        return at
    sign, start = found["sign"] or found["alone"] or "", found.end()
    width = start if first[start:].strip() else own + 2
    for _mark in range(2):  # - 3. text, - [x] text
        again = TASK.match(first, start) or MARK.match(first, start)
        if not again or not first[again.end():].strip():
            break
        groups = again.groupdict()
        start, sign = again.end(), sign or groups.get("sign") or groups.get("alone") or ""
    end, blank, opened = at + 1, False, 0
    while end < len(lines):
        text = lines[end].text
        frames = FRAME.findall(text) if "<" in text and len(text) <= LONG else []
        opened += frames.count("")
        if frames and opened < frames.count("/"):
            break  # of what was opened before the item
        opened -= frames.count("/")
        if not text.strip():
            blank = True
        elif indent_of(text) >= min(own + 2, width) or not (blank or indent_of(text) < own or _starts_block(lines, end)):
            blank = False
        else:
            break
        end += 1
    while not lines[end - 1].text.strip():
        end -= 1
    inner = [Line(lines[at].number, first[start:]), *(Line(line.number, dedented(line.text, width)) for line in lines[at + 1:end])]
    blocks.append(Block("item", list(lines[at:end]), sign=sign.replace("−", "-"), blocks=parse(inner, depth + 1)))
    return end


def _paragraph(lines: Sequence[Line], at: int, depth: int, blocks: list[Block]) -> int:
    end = at + 1
    while end < len(lines) and lines[end].text.strip():
        if len(lines[end].text) <= LONG and UNDERLINE.match(lines[end].text.strip()) and end - at == 1 and len(lines[at].text) <= 100:
            level = 1 if lines[end].text.strip()[0] == "=" else 2
            blocks.append(Block("heading", list(lines[at:end + 1]), lines[at].text.strip(), level))
            return end + 1
        if _starts_block(lines, end):
            break
        end += 1
    blocks.append(Block("paragraph", list(lines[at:end])))
    return end


def _starts_block(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text.lstrip()
    if len(text) > LONG:
        return bool(MARK.match(text))
    return bool(
        text.startswith(("```", "~~~", ">", "<details", "</details", "<summary", "</summary", "<div", "</div", "<!--", "<br>", "<p>", "</p>"))
        or MARK.match(text) or HEADING.match(text) or HTML_HEADING.match(text) or RULE.match(text) or _begins_table(lines, at))


_TAKERS = (_fence, _delimited("<!--", "-->"), _delimited("$$", "$$"), _heading, _table, _rule, _quote, _tag, _item, _paragraph)
