"""Tables whose columns or rows are named after sections: | Keep | Problem | Try |."""
from __future__ import annotations

import re
from collections.abc import Callable, Collection

from app.reviews.importing.blocks import Block, bare
from app.reviews.importing.labels import Name, name_of

BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
CELL = re.compile(r"(?<!\\)\|")
CELLS_AT_MOST = 20
WHOSE = re.compile(r"\**(?:이름|팀원|캠퍼|멤버|담당|누가|구분|분야|name|member|who)?\**", re.IGNORECASE)  # | 이름 | 잘한 점 | 아쉬운 점 |


def keys_of(block: Block) -> set[str]:
    """The keys of the names in the head and the first column of a table."""
    grid = [cells_of(line.text) for line in block.raw[:1]] + [cells_of(line.text)[:1] for line in block.raw[2:CELLS_AT_MOST]]
    return {key for cells in grid for cell in cells[:CELLS_AT_MOST] if (name := name_of(cell)) for key in name.keys}


def sort_table(block: Block, taken: set[int], put: Callable[[str, str, int], bool], keys: Collection[str]) -> bool:
    """Put the cells of a table into the sections that its head, or its first column, names. Whether all of it was; else nothing is done."""
    grid = [cells_of(line.text) for line in block.raw]
    head, body = grid[0], grid[2:]
    if not body or len(head) > CELLS_AT_MOST:
        return False
    across = [_named(cell, keys) for cell in head]
    told: list[tuple[str, str, int]] = []
    by_whom = not across[0] and bool(WHOSE.fullmatch(head[0]))
    if sum(map(bool, across)) > 1 and (by_whom or across[0]) and all(name or not cell for name, cell in zip(across[1:], head[1:], strict=True)):
        for at, cells in enumerate(body):
            if by_whom and cells[0] and not any(cells[1:]):
                return False
            of_whom = f"{cells[0]}: " if by_whom and cells[0] else ""
            told += [(name.section, of_whom + cell, block.raw[at + 2].number)
                     for column, name in enumerate(across) if name for cell in split(cells[column] if column < len(cells) else "")]
        if any(cell for cells in body for column, cell in enumerate(cells) if column >= len(across) or (column and not across[column])):
            return False
    else:
        rows = [head, *body] if _named(head[0], keys) else body
        down = [_named(cells[0], keys) for cells in rows]
        if not all(down) or not any(cell for cells in rows for cell in cells[1:]) or (rows is body and len(head) > 2):
            return False
        numbers = [line.number for at, line in enumerate(block.raw) if at != 1][-len(rows):]
        for name, cells, number in zip(down, rows, numbers, strict=True):
            told += [(name.section, part, number) for cell in cells[1:] for part in split(cell) if name]
    if not told or not all(put(*each) for each in told):
        return False
    taken |= set(block.numbers)
    if "\n".join(head).strip() and rows_have_words(head, across):
        taken.discard(block.raw[0].number)
    return True


def rows_have_words(head: list[str], across: list[Name | None]) -> bool:
    """Whether the head of a table says more than the names: 구분 | 내용."""
    return False if all(name and name.is_exact for name, cell in zip(across, head, strict=True) if cell) else bool("".join(head).strip())


def cells_of(line: str) -> list[str]:
    text = line.strip()
    text = text[1:] if text.startswith("|") else text
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return [cell.strip() for cell in CELL.split(text)]


def split(cell: str) -> list[str]:
    return [bare(part).replace("\\|", "|").strip() for part in BREAK.split(cell) if bare(part).strip()]


def _named(cell: str, keys: Collection[str]) -> Name | None:
    name = name_of(cell) if cell else None
    return name if name and name.holds_among(keys) else None
