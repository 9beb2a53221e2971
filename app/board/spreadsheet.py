"""A table as CSV that a spreadsheet opens right and that can do nothing there."""
from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

Value = str | int | float | None
BOM = "\ufeff"  # by which Excel knows UTF-8, and so Korean
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # what a spreadsheet may take for the beginning of one; the wide ones too


@dataclass(frozen=True)
class Table:
    """`name` is what the file is called after."""

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[Value]]


def as_csv(table: Table) -> str:
    """Lines end as RFC 4180 says."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([safe(each) for each in table.head])
    writer.writerows([safe(value) for value in row] for row in table.rows)
    return BOM + text.getvalue()


def safe(value: Value) -> Value:
    """Text that would be a formula has an apostrophe before it, which says that it is text; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA) else value
