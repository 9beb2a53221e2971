"""Where two hands changed the same field: both texts, side by side, to choose from or to join."""
from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from app.reviews.forms.review import CHOSEN, joined
from app.reviews.models import Conflict, Document, Merged
from app.reviews.models.document import Value
from app.reviews.words import field_name, single_names, value_in_words
from app.web.differences import marked


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
    return [_told(conflict, merged.document) for conflict in sorted(merged.conflicts, key=lambda each: order.get(each.path, 0))]


def _told(conflict: Conflict, document: Document) -> BothTexts:
    name = conflict.path.rpartition(".")[2]
    mine, saved = (value_in_words(name, value) for value in (conflict.mine, conflict.saved))
    saved_html, mine_html = marked(saved, mine)
    both = "" if name in CHOSEN else str(joined(conflict.path, conflict.saved, conflict.mine))
    return BothTexts(conflict.path, _label(conflict.path, document), mine, saved, mine_html, saved_html, both, conflict.saved)


def _label(path: str, document: Document) -> str:
    section, _dot, rest = path.partition(".")
    if not rest:
        return single_names()[path]
    key, _dot, name = rest.partition(".")
    number = next((place for place, row in enumerate(document.section(section), 1) if row.key == key), 0)
    return field_name(section, name, number)
