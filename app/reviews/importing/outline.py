"""Blocks put under what names them: a tree of names and what stands under each, down to the next name of the same or a higher level."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from app.reviews.importing.blocks import Block, Line, bare
from app.reviews.importing.labels import LONGEST, LONGEST_IN_TEXT, Name, is_feedback, name_of
from app.reviews.importing.vocabulary import FRAMEWORK

# Levels of what is no heading but names something: a bold line, a quote, a plain line, an item, the words before a colon.
BOLD, QUOTED, PLAIN, LISTED, INLINE = 7, 8, 9, 10, 11
BOLD_LINE = re.compile(
    r"\s*(?:[^\w\s*_<]{1,4}\s*)?(?:\*\*(?!\s)(?:(?!\*\*).)+\*\*|__(?!\s)(?:(?!__).)+__|<(b|strong|u|mark|h[1-6])>.+</\1>)"
    r"\s*[:：]?\s*(?:<br\s*/?>|\\)?\s*$", re.IGNORECASE)
COLON = re.compile(r"(?P<label>[^:：\n]{1,60}?)\s*[:：](?P<after>\*\*|__|</b>|</strong>)?(?P<rest>(?:\s|(?<=：)|(?=[가-힣\"'“(\[!*_`A-Za-z0-9])).*)?$")


TO_AN_ANCHOR = re.compile(r"\[([^\[\]]{1,80})\]\(#[^()\s]{0,200}\)")
NUMBERED = re.compile(r"\s*(\d{1,2})[.)]")
KPT = frozenset({"keep", "problem", "try", "keeps", "problems"})
DASH = re.compile(r"(?P<label>[^:：\n]{1,40}?)(?P<after>\*\*|__)?\s+[-–—]\s+(?P<rest>.*)$")


@dataclass(slots=True)
class Node:
    """A block, or a name with what stands under it (`name`; None for a heading that names no section of ours)."""

    level: int = 0  # 0: a plain block
    block: Block | None = None
    label: list[Line] = field(default_factory=list)
    text: str = ""
    name: Name | None = None
    under: list[Node] = field(default_factory=list)
    is_feedback: bool = False
    is_sealed: bool = False  # what stands under it is inside of it: nothing that follows belongs to it

    @property
    def is_heading(self) -> bool:
        return self.level > 0


def names_in(nodes: Iterable[Node]) -> Iterator[Name]:
    for node in nodes:
        if node.name:
            yield node.name
        yield from names_in(node.under)


def outline(blocks: Sequence[Block]) -> list[Node]:
    """The tree of these blocks of one container."""
    root: list[Node] = []
    open_: list[tuple[int, list[Node]]] = [(0, root)]
    after_blank = -1
    nodes = list(_spread(blocks))
    _close_lone(nodes)
    for node in nodes:
        if node.is_heading and not node.is_sealed:
            while open_[-1][0] >= node.level:
                open_.pop()
            open_[-1][1].append(node)
            open_.append((node.level, node.under))
        else:
            number = (node.block.raw if node.block else node.label)[0].number
            if open_[-1][0] == INLINE and node.block and node.block.kind == "paragraph" and number > after_blank + 1:
                open_.pop()
            if node.block and node.block.kind == "tag" and node.block.raw[0].text.lower().strip().startswith(("</details", "</div")):
                while open_[-1][0] >= BOLD:
                    open_.pop()
            open_[-1][1].append(node)
        after_blank = _last(node)
    return root


def _close_lone(nodes: list[Node]) -> None:
    """`- 잘한 점` with nothing inside of it opens a section for the items behind it only where a list is plainly made so: twice at least,
    with something after each. Otherwise it is a list of names, such as a template's.

    Where the names are numbered (1. 잘한 것, 2. 아쉬운 것), the next number is the next part, whatever it is called.
    """
    flat = [at for at, node in enumerate(nodes) if node.level == LISTED and not node.is_sealed]
    followed = {name.section for at in flat if (name := nodes[at].name) and at + 1 < len(nodes) and not nodes[at + 1].is_heading}
    if len(followed) < 2:
        for at in flat:
            nodes[at].is_sealed = True
        return
    last = 0
    for at, node in enumerate(nodes):
        number = _number_of(node)
        if node.level == LISTED and not node.is_sealed:
            last = number or 0
        elif number and last > 1 and number == last + 1 and node.block and len(node.block.blocks) <= 1:
            words = bare(node.block.raw[0].text).strip()
            name = name_of(words) if len(words) <= LONGEST_IN_TEXT else None
            nodes[at] = Node(LISTED, label=node.block.raw, text=words, name=name)
            last = number


def _number_of(node: Node) -> int | None:
    lines = node.label if node.is_heading else node.block.raw if node.block and node.block.kind == "item" else []
    found = NUMBERED.match(lines[0].text) if lines else None
    return int(found[1]) if found else None


def _last(node: Node) -> int:
    last = max([line.number for line in node.label], default=-1)
    if node.block:
        last = max(last, node.block.raw[-1].number)
    return max([last, *(_last(each) for each in node.under[-1:])])


def _spread(blocks: Sequence[Block]) -> Iterator[Node]:
    for block in blocks:
        match block.kind:
            case "heading":
                name = name_of(TO_AN_ANCHOR.sub(r"\1", block.text))
                yield Node(block.level, label=block.raw, text=block.text, name=name, is_feedback=not name and is_feedback(block.text))
            case "paragraph":
                yield from _of_paragraph(block)
            case "quote":
                yield _of_quote(block)
            case "item":
                yield from _of_item(block)
            case _:
                yield Node(block=block)


def _of_paragraph(block: Block) -> Iterator[Node]:
    """A paragraph, cut at the lines of it that name something."""
    waiting: list[Line] = []
    lines = block.raw
    nodes = [_of_line(line, is_alone=len(lines) == 1) for line in lines]
    explains = [bool(node and node.level == PLAIN and node.text.endswith((")", "）"))) for node in nodes]
    is_a_list_of_names = any(first and second for first, second in pairwise(explains))
    for line, node, is_explained in zip(lines, nodes, explains, strict=True):
        if node is None or (is_a_list_of_names and is_explained):
            waiting.append(line)
            continue
        if waiting:
            yield _plain(waiting)
            waiting = []
        yield node
    if waiting:
        yield _plain(waiting)


def _plain(lines: Sequence[Line]) -> Node:
    return Node(block=Block("paragraph", list(lines)))


def _of_line(line: Line, is_alone: bool) -> Node | None:
    text = line.text.strip()
    if len(text) > 400:
        return None
    if BOLD_LINE.match(text):
        name = name_of(text)
        if name or is_alone:
            return Node(BOLD, label=[line], text=text, name=name, is_feedback=not name and is_feedback(text))
        return None
    name = exactly(text)
    if name:
        return Node(PLAIN, label=[line], text=text, name=name)
    if is_alone and len(text) <= LONGEST_IN_TEXT and is_feedback(text):
        return Node(PLAIN, label=[line], text=text, is_feedback=True)
    told = told_of(text)
    if told:
        name, rest = told
        return Node(INLINE, label=[line], text=text, name=name, under=[Node(block=Block("paragraph", [Line(line.number, rest)]))])
    return None


def exactly(text: str) -> Name | None:
    """What a line names by nothing but its words: in running text a loose likeness is not enough."""
    if len(text) > (LONGEST_IN_TEXT if not text.endswith((")", "）")) else LONGEST) or (text.endswith((".", "。", "다", "요")) and not text.isascii()):
        return None
    name = name_of(text)
    return name if name and (name.is_exact or name.is_explained) else None


def told_of(text: str) -> tuple[Name, str] | None:
    """`Keep: 꾸준함` taken apart: what it names, and what is said of it."""
    found = COLON.match(text[:400]) or DASH.match(text[:400])
    if not found or not (found["rest"] or "").strip():
        return None
    label = found["label"]
    if label.startswith(("(", "（")) or len(label.strip("*_ ")) < 2:
        return None  # (출처: …) is a remark on what stands there
    name = exactly(label.strip("*_ "))
    if name and found.re is DASH and (name.section in {"questions", "resources"} or any(FRAMEWORK.fullmatch(key) for key in name.keys)):
        return None  # Keep - 만족하는 부분: that says what Keep is
    if not name or (name.section == "questions" and len(label.strip("*_ ")) < 4):
        return None  # 질문: is said within a text as well
    if (name.section == "resources" and "http" not in found["rest"]) or (name.needs and not name.keys & KPT):
        return None  # so are Link: and good:
    before, rest = label.lstrip(), text[found.end("label"):].lstrip(" :：-–—")
    for mark in ("**", "__"):
        if before.startswith(mark) and mark not in before[len(mark):]:
            rest = rest[len(mark):] if rest.startswith(mark) else mark + rest
    return name, rest.strip()


def _of_quote(block: Block) -> Node:
    inner = outline(block.blocks)
    if inner and not inner[0].is_heading and len(block.raw) == 1 and block.blocks[0].kind == "paragraph":
        text = block.blocks[0].raw[0].text
        name = name_of(text) if len(text) <= 25 else None
        if name:
            return Node(QUOTED, label=block.raw, text=text, name=name)
    if inner and inner[0].is_heading and len(inner) == 1 and not inner[0].under:
        return Node(QUOTED, label=block.raw, text=inner[0].text, name=inner[0].name, is_feedback=inner[0].is_feedback)
    if any(True for _name in names_in(inner)):
        return Node(block=block, under=inner)
    return Node(block=block)


def _of_item(block: Block) -> Iterator[Node]:
    first = block.blocks[0] if block.blocks else None
    if first is None or first.kind not in {"paragraph", "heading"} or len(first.raw[0].text) > 400:
        yield _item(block)
        return
    lead = [line for line in block.raw if line.number <= first.raw[0].number]
    number = block.raw[0].number
    text = first.text if first.kind == "heading" else first.raw[0].text
    rest: list[Block] = [Block("paragraph", first.raw[1:])] if len(first.raw) > 1 and first.kind == "paragraph" else []
    rest += block.blocks[1:]
    words = bare(text).strip()
    name = name_of(words) if first.kind == "heading" else exactly(words)
    if not name and BOLD_LINE.match(words) and rest:
        name = name_of(words)
    if name and rest:
        yield Node(LISTED, label=lead, text=words, name=name, under=outline(rest), is_sealed=True)
    elif name:
        yield Node(LISTED, label=lead, text=words, name=name)
    elif not name and is_feedback(words) and rest and len(words) <= LONGEST_IN_TEXT:
        yield Node(LISTED, label=lead, text=words, under=outline(rest), is_feedback=True, is_sealed=True)
    elif told := told_of(words):
        said = Block("item", [Line(number, told[1]), *block.raw[1:]],
                     blocks=[Block("paragraph", [Line(number, told[1])]), *rest])
        yield Node(INLINE, label=lead, text=words, name=told[0], under=[Node(block=said)], is_sealed=True)
    else:
        yield _item(block)


def _item(block: Block) -> Node:
    inner = outline(block.blocks)
    return Node(block=block, under=inner if any(True for _name in names_in(inner)) or _has_feedback(inner) else [])


def _has_feedback(nodes: Sequence[Node]) -> bool:
    return any(node.is_feedback or _has_feedback(node.under) for node in nodes)
