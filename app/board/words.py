"""How the board says states, ages and what is in its files."""
from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.board.queries import Age
from app.web.times import When

# The sign of a cell, and the words for it. The sign and its ground say the same, and so does the cell to those who hear it.
SIGNS = {"filed": "✓", "late": _l("L"), "draft": "…", "none": "–", "open": "·", "excused": "/", "future": ""}
STATES = {"filed": _l("in time"), "late": _l("late"), "draft": _l("being written"), "none": _l("nothing"), "open": _l("not due yet"),
          "excused": _l("before joining"), "future": _l("to come")}
ORDERS = {"name": _l("By name"), "team": _l("By team"), "missing": _l("Most missing first"), "filed": _l("Filed longest ago first")}


def signs() -> dict[str, str]:
    """In the reader's language, once a page: it has thousands of cells."""
    return {state: str(sign) for state, sign in SIGNS.items()}


def states() -> dict[str, str]:
    return {state: str(said) for state, said in STATES.items()}


def weeks(numbers: Iterable[int]) -> list[str]:
    return [_("Week %(number)s", number=number) for number in numbers]


def age(of: Age, when: When) -> str:
    """'up to 6 hours', and of the oldest 'longer than 7 days'."""
    return _("longer than %(span)s", span=when.span(of.over)) if of.until is None else _("up to %(span)s", span=when.span(of.until))
