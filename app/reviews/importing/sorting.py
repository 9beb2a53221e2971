"""A text sorted into a document: every line ends in a row, in the title, in the name of a section, or in the closing note."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.reviews.importing.blocks import LONG, Block, Line, blocks_of, untabbed
from app.reviews.importing.frontmatter import parted as front_matter_parted
from app.reviews.importing.labels import head_of, is_outside, name_of, plain
from app.reviews.importing.outline import BOLD, INLINE, Node, names_in, outline
from app.reviews.importing.remaining import remaining
from app.reviews.importing.rows import (
    ASKS,
    BEGINS_ANSWER,
    BEGINS_QUESTION,
    BEGINS_WITH_ARROW,
    LINKED,
    ONLY_SHOWN,
    Unit,
    cut,
    row_of,
)
from app.reviews.importing.tables import cells_of, keys_of, sort_table
from app.reviews.models import ROWS_AT_MOST
from app.reviews.models.document import Document, Row, in_order
from app.web.forms import A_LINE

PROMPT = re.compile(r"^여기에\s|(?:적어|작성|기록|써|남겨|정리|공유|서술)(?:해)?\s?(?:주세요|보세요|하세요|해주세요|봅시다|주십시오)[.!~)\s*_]*$")
SECTION_NUMBER = re.compile(r"^\s*\d{1,2}(?:[.-]\d{1,2})*[.)]?\s+(?=\D)")
TOLD = re.compile(r"[:：]|\s[-–—]\s")
IMAGE_ONLY = re.compile(r"\s*(?:!\[[^\[\]]*\]\([^()]*\)\s*)+$")


@dataclass
class Scope:
    """The section that a name opened, and its line: it is told again in the closing note when something under it goes there."""

    section: str
    label: set[int] = field(default_factory=set)
    level: int = 0
    is_unanswered: bool = False
    ends_at: int = 0  # the last line under it


@dataclass
class Sorted:
    """The document, and the lines that are only names of sections: they stand in no row."""

    document: Document
    names: list[str]


def sort(text: str, otherwise: str = "") -> Sorted:
    """`text` (tidied) as a document; its title is `otherwise` when the text names none."""
    matter, body = front_matter_parted(text)
    return _Sorting("\n".join(untabbed(line) for line in body.split("\n"))).sorted(matter, otherwise)


class _Sorting:
    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.nodes = outline(blocks_of(text))
        self.keys = {key for name in names_in(self.nodes) for key in name.keys}
        self.keys |= {key for node in _all(self.nodes) if node.is_heading for key in head_of(node.text)}
        self.nodes = list(self._unsaid(self.nodes))
        self.rows: list[Row] = []
        self.taken: set[int] = set()
        self.labels: set[int] = set()
        self.called: dict[int, str] = {}  # the name alone, in lines that hold more
        self.counts: Counter[str] = Counter()
        for block in _all_blocks(self.nodes):
            if block.kind == "table":
                self.keys |= keys_of(block)
        signs = {block.sign for block in _all_blocks(self.nodes)}
        self.has_signs = {"+", "-"} <= signs
        self.last = max((line.number for node in self.nodes for line in _lines_of(node)), default=0)

    def sorted(self, matter: dict[str, str], otherwise: str) -> Sorted:
        named = matter.pop("title", "")
        if len(named) > A_LINE:
            matter = {"title": f"title: {named}", **matter}
        title = named[:A_LINE] or self._heading() or otherwise
        self.walk(self.nodes)
        told = "\n".join(matter.values())
        closing = remaining(self.lines, self.taken)
        note = f"```yaml\n{told}\n```" if told else ""
        names = [self.called.get(number, self.lines[number]) for number in sorted(self.labels & self.taken)]
        document = Document(title=title.strip(), closing="\n\n".join(part for part in (note, closing) if part), rows=in_order(self.rows))
        return Sorted(document, names)

    def _heading(self) -> str:
        """The first heading, unless it names a section. One that is over the whole text is only the title, and not told again."""
        first = next((node for node in self.nodes if node.is_heading), None)
        if first is None or first.level > 6 or self._named(first):
            return ""
        text = re.sub(r"(\*\*|__)(.+?)\1", r"\2", re.sub(r"</?[A-Za-z][^<>]*>", " ", first.text))
        title = " ".join(text.split())
        if len(title) > A_LINE or LINKED.search(title):
            return plain(first.text)[:A_LINE] or title[:A_LINE]
        before = [node for node in self.nodes[:self.nodes.index(first)] if node.block and node.block.kind not in {"rule", "tag"}]
        if not before and "<" not in first.text and not any(node.is_heading and node.level <= first.level for node in self.nodes if node is not first):
            self.taken |= {line.number for line in first.label}
        return title

    def _named(self, node: Node) -> bool:
        return bool(node.name and node.name.holds_among(self.keys - node.name.keys))

    def _unsaid(self, nodes: Iterable[Node]) -> Iterator[Node]:
        """`Problem: …` where nothing else makes it a name is a line like any other: no word of it is left out of the row that takes it."""
        for node in nodes:
            node.under = list(self._unsaid(node.under))
            if node.level == INLINE and not self._named(node):
                yield Node(block=Block("paragraph", node.label))
                yield from node.under[1:]
            else:
                yield node

    def walk(self, nodes: Sequence[Node], is_signed: bool = False) -> None:
        """What stands under no section's name: it stays where it is, but for the names that are found in it."""
        bullets = {_bullet_of(node) for node in nodes} - {""}
        for node in nodes:
            if self._named(node):
                self.enter(node)
            elif is_signed and bullets == {"+", "-"} and _bullet_of(node):
                assert node.block
                self._add("went_well" if _bullet_of(node) == "+" else "to_improve", Unit.of_item(node.block))
            elif node.is_heading:
                before = len(self.rows)
                self.walk(node.under, node.is_feedback or is_signed)
                if node.is_feedback and len(self.rows) > before and self._all_taken(node.under):
                    self._take_label(node)
            elif node.block and node.block.kind == "item" and node.block.sign and (is_signed or self.has_signs):
                self._add("went_well" if node.block.sign == "+" else "to_improve", Unit.of_item(node.block))
            elif node.block and node.block.kind == "table":
                self._table(node.block)
            elif node.under:
                self.walk(node.under, is_signed)

    def enter(self, node: Node) -> None:
        assert node.name
        numbers = {line.number for line in node.label}
        is_line = node.level == INLINE  # the name stands in the line of its row, which takes it
        is_told = node.name.is_exact and not node.name.says_more
        scope = Scope(node.name.section, numbers if is_told and not is_line else set(), node.level, node.name.is_unanswered,
                      max((line.number for line in _lines_of(node)), default=0))
        if is_line:
            self.labels |= numbers
            self.called |= dict.fromkeys(numbers, TOLD.split(node.text, maxsplit=1)[0])
        elif is_told:
            self._take_label(node)
        self.fill(scope, node.under)

    def _take_label(self, node: Node) -> None:
        numbers = {line.number for line in node.label}
        self.taken |= numbers
        self.labels |= numbers

    def _all_taken(self, nodes: Iterable[Node]) -> bool:
        return all(line.number in self.taken or not line.text.strip() for node in nodes for line in _lines_of(node))

    def fill(self, scope: Scope, nodes: Sequence[Node]) -> None:
        """What stands under a section's name, as rows of it."""
        units: list[Unit] = []
        items = [at for at, node in enumerate(nodes) if node.block and node.block.kind == "item"]
        for at, node in enumerate(nodes):
            if self._named(node):
                self._flush(scope, units)
                self.enter(node)
                continue
            if node.is_heading:
                if is_outside(node.text):
                    self._flush(scope, units)
                    self.walk(nodes[at:])
                    return
                if any(self._named(each) for each in _all(node.under)) or node.is_feedback:
                    self._flush(scope, units)
                    self._leave(scope)
                    self.walk([node])
                else:
                    self._group(scope, units, node)
                continue
            block = node.block
            assert block
            if block.kind == "rule" and not any(each > at for each in items):
                if any(not each.is_heading and each.block and each.block.kind != "tag" for each in nodes[at + 1:]):
                    self._flush(scope, units)
                    self.walk(nodes[at + 1:])
                    return
                self.taken |= set(block.numbers)
            elif block.kind in {"rule", "tag"}:
                self.taken |= set(block.numbers)
            elif self._is_prompt(block, units):
                self._leave(scope)
            elif block.kind == "item" and any(self._named(each) and each.under for each in _all(node.under)):
                self._flush(scope, units)  # 하늘: 잘한 점 …, 아쉬운 점 …
                self._leave(scope)
                self.walk([node])
            elif block.kind == "item":
                self._item(scope, units, node)
            elif block.kind == "table" and not units and self._table(block):
                continue
            elif block.kind == "quote" and (node.under or any(each.kind == "item" for each in block.blocks)):
                self._flush(scope, units)
                self.fill(scope, node.under or outline(block.blocks))
            elif block.kind == "quote" and (scope.section in {"questions", "resources", "study_topics"}) and not BEGINS_WITH_ARROW.match(
                    block.raw[0].text.lstrip("> ")):
                self._leave(scope)
            elif block.kind in ONLY_SHOWN or block.kind == "quote" or IMAGE_ONLY.match(block.raw[0].text):
                if units:
                    units[-1].add(block)
                elif block.kind == "quote":
                    units.append(Unit.of_lines([Line(line.number, line.text) for line in block.raw]))
                else:
                    self._beside(scope, units, block)
            elif not self._paragraph(scope, units, block, at, items):
                self._flush(scope, units)
                self.walk(nodes[at:])
                return
        self._flush(scope, units)

    def _is_prompt(self, block: Block, units: Sequence[Unit]) -> bool:
        """Whether a template speaks (여기에 … 적어 주세요), not the author."""
        text = block.raw[0].text.strip()
        return text.startswith("<!--") or (not units and len(block.raw) < 4 and len(text) < LONG and bool(
            PROMPT.search(block.raw[-1].text.strip()) or PROMPT.search(text.lstrip("> *-"))))

    def _item(self, scope: Scope, units: list[Unit], node: Node) -> None:
        assert node.block
        unit = Unit.of_item(node.block)
        if scope.section == "questions" and units and (BEGINS_WITH_ARROW.match(unit.head) or BEGINS_ANSWER.match(unit.head)):
            units[-1].add(node.block)
            return
        if scope.section in {"questions", "resources"} and unit.body:
            parts = self._within(scope, unit)
            if parts:
                units.extend(parts)
                return
        units.append(unit)

    def _within(self, scope: Scope, unit: Unit) -> list[Unit]:
        """The items of a group in a list of questions or of resources: `CV 강의` with two questions under it is two questions."""
        if not all(block.kind == "item" for block in unit.body):
            return []
        inner = [Unit.of_item(block) for block in unit.body]
        if scope.section == "resources":
            if LINKED.search(unit.head) or not all(LINKED.search(each.text) for each in inner) or not unit.head:
                return []
            for each in inner:
                each.body.insert(0, Block("paragraph", unit.first))
        elif ASKS.search(unit.head) or not unit.head or not all(ASKS.search(each.head) and "?" in each.head for each in inner):
            return []
        else:
            self._leave(scope)
        first = inner[0]
        if scope.section == "resources":
            first.numbers |= {line.number for line in unit.first}
        return inner

    def _group(self, scope: Scope, units: list[Unit], node: Node) -> None:
        """A smaller heading under a section's name: a row with what is under it; of questions and resources, the rows under it."""
        under = list(_blocks_of(node.under))
        if scope.section == "resources" and not any(LINKED.search(line.text) for block in under for line in block.raw):
            self._leave(scope)
            return
        if scope.section in {"questions", "resources"} and under and not (
                ASKS.search(node.text) or BEGINS_QUESTION.match(node.text) or LINKED.search(node.text)):
            self._flush(scope, units)
            self._leave(scope)
            self.fill(Scope(scope.section, set(), scope.level, scope.is_unanswered, scope.ends_at), node.under)
            return
        text = re.sub(r"^(\*\*|__)(.+)\1$", r"\2", SECTION_NUMBER.sub("", node.text.strip()))
        units.append(Unit.of_group(text, node.label, under))

    def _paragraph(self, scope: Scope, units: list[Unit], block: Block, at: int, items: Sequence[int]) -> bool:
        """Puts a paragraph where it belongs; False when it stands behind the section rather than in it."""
        text = block.raw[0].text
        follows_item = any(each < at for each in items)
        if units and (BEGINS_WITH_ARROW.match(text) or (scope.section == "questions" and BEGINS_ANSWER.match(text))):
            units[-1].add(block)
            return True
        if follows_item and units:
            if any(each > at for each in items) or (len(items) > 1 and all(unit.has_more for unit in units[:-1]) and len(units) > 1):
                units[-1].add(block)
                return True
            if scope.level >= BOLD or scope.ends_at >= self.last:
                return False
        if scope.section == "questions" and not any(ASKS.search(line.text) or BEGINS_QUESTION.match(line.text) for line in block.raw):
            if units and not any(each.body for each in units[-1:]) and not units[-1].is_group and "?" in units[-1].head:
                units[-1].add(block)
            else:
                self._leave(scope)
            return True
        units.extend(Unit.of_lines(lines) for lines in cut(block.raw, scope.section))
        return True

    def _beside(self, scope: Scope, units: list[Unit], block: Block) -> None:
        if scope.section in {"questions", "resources", "study_topics", "actions"} or block.kind == "paragraph":
            self._leave(scope)
        else:
            units.append(Unit([], [block], set(block.numbers)))

    def _leave(self, scope: Scope) -> None:
        """Something under the name goes to the closing note: under its name."""
        self.taken -= scope.label
        self.labels -= scope.label

    def _flush(self, scope: Scope, units: list[Unit]) -> None:
        for unit in units:
            if not self._add(scope.section, unit, scope.is_unanswered) and not unit.is_blank:
                self._leave(scope)
        units.clear()

    def _add(self, section: str, unit: Unit, is_unanswered: bool = False) -> bool:
        if unit.is_blank:
            self.taken |= unit.numbers
            return True
        row = row_of(section, unit, is_unanswered)
        if row is None or self.counts[section] >= ROWS_AT_MOST:
            return False
        self.counts[section] += 1
        self.rows.append(row)
        self.taken |= unit.numbers
        return True

    def _table(self, block: Block) -> bool:
        if not sort_table(block, self.taken, self._put, self.keys):
            return False
        for line in block.raw:
            self.labels.add(line.number)
            self.called[line.number] = " ".join(cell for cell in cells_of(line.text) if name_of(cell))
        return True

    def _put(self, section: str, text: str, number: int) -> bool:
        """A row from a part of a line: a cell of a table."""
        return self._add(section, Unit([Line(number, text)], [], set()))


def _bullet_of(node: Node) -> str:
    return node.block.raw[0].text.lstrip()[:1] if node.block and node.block.kind == "item" else ""


def _all(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _all(node.under)


def _all_blocks(nodes: Iterable[Node]) -> Iterator[Block]:
    for node in nodes:
        if node.block:
            yield node.block
        yield from _all_blocks(node.under)


def _lines_of(node: Node) -> Iterator[Line]:
    yield from node.label
    if node.block:
        yield from node.block.raw
    else:
        for each in node.under:
            yield from _lines_of(each)


def _blocks_of(nodes: Iterable[Node]) -> Iterator[Block]:
    for node in nodes:
        if node.block:
            yield node.block
        else:
            yield Block("paragraph" if node.level >= BOLD else "heading", node.label, node.text)
            yield from _blocks_of(node.under)
