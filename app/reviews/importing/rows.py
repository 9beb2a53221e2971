"""What stands under the name of a section, made into rows: a row is an item, a paragraph, or a smaller heading with what is under it."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.reviews.importing.blocks import Block, Line, bare, of_blocks, written
from app.reviews.importing.links import resource_of
from app.reviews.models.document import Row
from app.web.forms import A_TEXT, tidy

ARROWS = r"(?:→|➔|➜|➡\ufe0f?|⇒|⟶|⟹|⇨|↳|--?>|={1,2}>)"
BEGINS_WITH_ARROW = re.compile(rf"\s*(?:{ARROWS}|ㄴ(?=\s)|└)\s*")
BEGINS_ANSWER = re.compile(r"\s*(?:\*\*|__)?(?:[Aa](?:ns(?:wer)?)?\s?\d{0,2}|답변?|해답|해결|대답)\s?\d{0,2}(?:\*\*|__)?\s*(?:[.):：]+|-\s)(?:\*\*|__)?\s*")
BEGINS_QUESTION = re.compile(r"\s*(?:\*\*|__)?(?:[Qq](?:uestion)?\s?\d{0,2}|질문\s?\d{0,2}|문)(?:\*\*|__)?\s*[.):：]+(?:\*\*|__)?\s*")
INLINE_ARROW = re.compile(rf"(?:(?<=[\s?？.)\]])|(?=[→➔➜➡⇒⟶⟹⇨])){ARROWS}(?=\s|$|[^\s\d>=-])")
VERBATIM = re.compile(r"`+[^`\n]*`+|\$[^$\n]+\$|\[[^\[\]\n]*\]\([^()\n]*\)|<https?://[^>\s]*>")
ASKS = re.compile(r"[?？]|(?:까|나요|는가|은가|인가|을까요|ㄹ까|는지|은지|인지|을지|할지|궁금\S*|모르겠\S*|무엇|뭘까\S*|뭔지|이유|차이점?|방법)[\s.…~)*_]*$")
A_SENTENCE = re.compile(r"[.!?~…。,]$|[다요죠음]$")
ONLY_SHOWN = {"fence", "html", "table"}
LINKED = re.compile(r"https?://|\]\(")


@dataclass(slots=True)
class Unit:
    """What becomes one row: its first paragraph, and the blocks under it."""

    first: list[Line]
    body: list[Block] = field(default_factory=list)
    numbers: set[int] = field(default_factory=set)
    is_group: bool = False
    has_more: bool = False  # a paragraph beside it was found to belong to it

    @classmethod
    def of_item(cls, block: Block) -> Unit:
        first, rest = _first_of(block)
        return cls(first, rest, set(block.numbers))

    @classmethod
    def of_lines(cls, lines: Sequence[Line]) -> Unit:
        return cls(list(lines), [], {line.number for line in lines})

    @classmethod
    def of_group(cls, heading: str, label: Sequence[Line], under: Sequence[Block]) -> Unit:
        numbers = {line.number for line in label}.union(*(block.numbers for block in under))
        return cls([Line(label[0].number, heading)], list(under), numbers, is_group=True)

    def add(self, block: Block) -> None:
        self.body.append(block)
        self.numbers |= set(block.numbers)
        self.has_more = True

    @property
    def head(self) -> str:
        return written(self.first).strip()

    @property
    def is_blank(self) -> bool:
        return not self.head and not self.body

    @property
    def text(self) -> str:
        gap = "\n\n" if self.is_group or (self.body and self.first and self.body[0].raw[0].number > self.first[-1].number + 1) else "\n"
        return gap.join(part for part in (self.head, of_blocks(self.body)) if part)


def _first_of(block: Block) -> tuple[list[Line], list[Block]]:
    if block.blocks and block.blocks[0].kind == "paragraph":
        return block.blocks[0].raw, block.blocks[1:]
    if block.blocks and block.blocks[0].kind == "heading":
        return [Line(block.raw[0].number, block.blocks[0].text)], block.blocks[1:]
    if block.blocks or len(block.raw) > 1:
        return [], block.blocks
    return [Line(line.number, bare(line.text)) for line in block.raw], []


def cut(lines: Sequence[Line], section: str) -> list[list[Line]]:
    """A paragraph of several lines as the rows that it is: one a line where each line is clearly one, otherwise one."""
    texts = [line.text.strip() for line in lines]
    if len(lines) < 2:
        return [list(lines)]
    if section == "questions" and any(BEGINS_QUESTION.match(text) for text in texts[1:]):
        return _cut_before(lines, [bool(BEGINS_QUESTION.match(text)) for text in texts])
    if section == "questions" and all(text.endswith(("?", "？")) for text in texts):
        return [[line] for line in lines]
    if section == "resources":
        starts = [bool(LINKED.search(text)) and not (at and not LINKED.search(texts[at - 1])) for at, text in enumerate(texts)]
        return _cut_before(lines, starts)
    if section != "questions" and all(len(text) <= 60 and not A_SENTENCE.search(text) and not BEGINS_WITH_ARROW.match(text) for text in texts):
        return [[line] for line in lines]
    return [list(lines)]


def _cut_before(lines: Sequence[Line], starts: Sequence[bool]) -> list[list[Line]]:
    pieces: list[list[Line]] = []
    for line, begins in zip(lines, starts, strict=True):
        if begins or not pieces:
            pieces.append([])
        pieces[-1].append(line)
    return pieces


def row_of(section: str, unit: Unit, is_unanswered: bool = False) -> Row | None:
    """The row that a unit is; None when it has no words, or more than a row may have."""
    if section == "questions":
        question, answer = parted_answer(unit, is_unanswered)
        values = {"text": question, "own_answer": answer, "asks_mentors": not answer}
    elif section == "resources":
        values = resource_of(unit)
    elif section in {"study_topics", "actions"}:
        text, note = parted_step(unit)
        values = {"text": text, "note": note}
    else:
        values = {"text": unit.text}
    tidied = {name: tidy(value) if isinstance(value, str) else value for name, value in values.items()}
    if any(isinstance(value, str) and len(value) > A_TEXT for value in tidied.values()):
        return None
    row = Row.of(section, "", **tidied)
    return None if row.is_blank else row


def parted_answer(unit: Unit, is_unanswered: bool) -> tuple[str, str]:
    """A question and its answer: after an arrow or an `A.`, or what stands under it; "" after an arrow with nothing behind it."""
    first = [Line(line.number, line.text) for line in unit.first]
    if first and (found := BEGINS_QUESTION.match(first[0].text)) and found.end() < len(first[0].text.rstrip()):
        first[0] = Line(first[0].number, first[0].text[found.end():])
    for at in range(1, len(first)):
        begun = BEGINS_WITH_ARROW.match(first[at].text) or BEGINS_ANSWER.match(first[at].text)
        if begun:
            said = [Line(first[at].number, first[at].text[begun.end():]), *first[at + 1:]]
            return written(first[:at]), _joined(written(said), of_blocks(unit.body), unit.body)
    head = written(first).strip()
    parted = _at_arrow(head, needs_question=True)
    if parted:
        return parted[0], _joined(parted[1], of_blocks(unit.body), unit.body)
    for at, block in enumerate(unit.body):
        begun = _opening(block)
        if begun is not None:
            rest = unit.body[at + 1:]
            return _joined(head, of_blocks(unit.body[:at]), unit.body[:at]), _joined(begun, of_blocks(rest), rest)
    if is_unanswered or all(block.kind in ONLY_SHOWN for block in unit.body):
        return _joined(head, of_blocks(unit.body), unit.body), ""
    return head, of_blocks(unit.body)


def parted_step(unit: Unit) -> tuple[str, str]:
    """A topic or a decision and its first step, which stands after an arrow."""
    head = unit.head
    for at in range(1, len(unit.first)):
        begun = BEGINS_WITH_ARROW.match(unit.first[at].text)
        if begun:
            said = [Line(unit.first[at].number, unit.first[at].text[begun.end():]), *unit.first[at + 1:]]
            return written(unit.first[:at]), _joined(written(said), of_blocks(unit.body), unit.body)
    parted = _at_arrow(head, needs_question=False)
    if parted and parted[0] and parted[1]:
        return parted[0], _joined(parted[1], of_blocks(unit.body), unit.body)
    for at, block in enumerate(unit.body):
        begun = _opening(block, answers=False)
        if begun:
            rest = unit.body[at + 1:]
            return _joined(head, of_blocks(unit.body[:at]), unit.body[:at]), _joined(begun, of_blocks(rest), rest)
    return unit.text, ""


def _opening(block: Block, answers: bool = True) -> str | None:
    """What a block says after the arrow that it begins with; None when it begins with none."""
    text = of_blocks([block])
    if block.kind == "item":
        text = bare(text)
    elif block.kind == "quote":
        text = "\n".join(re.sub(r"^\s*> ?", "", line) for line in text.split("\n"))
    elif block.kind != "paragraph":
        return None
    found = BEGINS_WITH_ARROW.match(text) or (BEGINS_ANSWER.match(text) if answers else None)
    return text[found.end():] if found else None


def _at_arrow(text: str, needs_question: bool) -> tuple[str, str] | None:
    hidden = VERBATIM.sub(lambda found: "\x01" * len(found[0]), text)
    found = INLINE_ARROW.search(hidden)
    mark = hidden.find("?") if "?" in hidden else hidden.find("？")
    if found and needs_question and mark >= 0:
        found = INLINE_ARROW.search(hidden, mark + 1)
    if not found:
        return None
    before, after = text[:found.start()].rstrip(), text[found.end():].strip()
    if not before or (re.search(r"\d\s*$", before) and re.match(r"\s*\d", after)):
        return None
    return before, after


def _joined(head: str, rest: str, blocks: Sequence[Block]) -> str:
    head = head.strip()
    if not head or not rest:
        return head or rest
    return head + ("\n" if blocks and blocks[0].kind == "item" else "\n\n") + rest
