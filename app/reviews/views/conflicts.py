"""Where two hands changed the same field: both texts, side by side, to choose from or to join."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from app.reviews.forms.review import CHOSEN, joined
from app.reviews.models import ROW_FIELDS, Conflict, Merged
from app.reviews.models.document import Value
from app.reviews.words import field_name, single_names, value_in_words
from app.web.differences import marked

MARKED_AT_MOST = 60_000  # characters of all conflicts of a request; beyond, two texts stand side by side as they are


@dataclass(frozen=True)
class BothTexts:
    """A conflict as the page shows it. `label` is what its field is called, `both` is what joining gives ("" for what is only chosen)."""

    path: str
    label: str
    mine: str
    saved: str
    mine_html: Markup
    saved_html: Markup
    both: str
    saved_value: Value


def told(merged: Merged) -> list[BothTexts]:
    """The conflicts in the order of the page."""
    order = {path: place for place, (path, _value) in enumerate(merged.document.fields())}
    numbers = {row.key: place for section in ROW_FIELDS for place, row in enumerate(merged.document.section(section), 1)}
    both: list[BothTexts] = []
    left = MARKED_AT_MOST
    for conflict in sorted(merged.conflicts, key=lambda each: order.get(each.path, 0)):
        left -= len(str(conflict.mine)) + len(str(conflict.saved))
        both.append(_told(conflict, numbers, with_marks=left >= 0))
    return both


def _told(conflict: Conflict, numbers: Mapping[str, int], with_marks: bool) -> BothTexts:
    name = conflict.path.rpartition(".")[2]
    mine, saved = (value_in_words(name, value) for value in (conflict.mine, conflict.saved))
    saved_html, mine_html = marked(saved, mine) if with_marks else (escape(saved), escape(mine))
    both = "" if name in CHOSEN else str(joined(conflict.path, conflict.saved, conflict.mine))
    return BothTexts(conflict.path, _label(conflict.path, numbers), mine, saved, mine_html, saved_html, both, conflict.saved)


def _label(path: str, numbers: Mapping[str, int]) -> str:
    section, _dot, rest = path.partition(".")
    if not rest:
        return single_names()[path]
    key, _dot, name = rest.partition(".")
    return field_name(section, name, numbers.get(key, 0))
