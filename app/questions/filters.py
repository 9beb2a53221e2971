"""What of a list somebody wants to see, as the address says it. What makes no sense there is left out rather than refused."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from app.questions.models import ORIGINS, STATES, tag_names

LARGEST_NUMBER = 10_000  # no cohort has as many weeks; the number also is one that every database can compare
EVERYTHING = "all"  # in the address of a list that remembers: nothing is chosen, and nothing remembered


@dataclass(frozen=True)
class Filters:
    """Every field may be combined with every other; None and False leave everything in."""

    state: str | None = None
    week: int | None = None
    tag: str | None = None
    origin: str | None = None
    team: int | None = None
    mine: bool = False  # asked by the reader; in the queue: held by them, or handed to them
    free: bool = False  # nobody has replied; in the queue: nobody holds it, and it was handed to nobody
    late: bool = False  # in the queue: past the cohort's promise

    @classmethod
    def of_list(cls, args: Mapping[str, str]) -> Filters:
        """Of the list for everybody: whose team asked, and what was promised, is not for everybody."""
        return replace(cls._of(args), team=None, late=False)

    @classmethod
    def of_queue(cls, args: Mapping[str, str]) -> Filters:
        """Of the queue: everything in it is open, and what is mine is not nobody's."""
        filters = cls._of(args)
        return replace(filters, state=None, free=filters.free and not filters.mine)

    @classmethod
    def _of(cls, args: Mapping[str, str]) -> Filters:
        return cls(
            state=args.get("state") if args.get("state") in STATES else None,
            week=_number(args.get("week"), LARGEST_NUMBER),
            tag=_tag(args.get("tag")),
            origin=args.get("origin") if args.get("origin") in ORIGINS else None,
            team=_number(args.get("team"), 2**63 - 1),
            mine=args.get("mine") == "1",
            free=args.get("free") == "1",
            late=args.get("late") == "1",
        )

    @property
    def chosen(self) -> dict[str, Any]:
        """What is chosen, by its name in the address."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: 1 if value is True else value for name, value in values.items() if value}

    def but(self, otherwise: str = "?", **changes: Any) -> str:
        """The address's query with these changes: '?state=open&week=8', `otherwise` when nothing is chosen."""
        chosen = replace(self, **changes).chosen
        return "?" + urlencode(chosen) if chosen else otherwise

    def in_queue(self, **changes: Any) -> str:
        """As `but`, of the queue, which remembers what was chosen unless the address says that nothing is."""
        return self.but(f"?{EVERYTHING}=1", **changes)

    def after(self, after: str) -> str:
        """The address's query of the next page."""
        return f"{self.but()}&after={after}".replace("?&", "?")

    @property
    def any(self) -> bool:
        return self != Filters()

    @property
    def narrows(self) -> bool:
        """Whether it is chosen by what questions are about, beside whose they are."""
        return bool(self.week or self.tag or self.team or self.origin)


def _number(text: str | None, largest: int) -> int | None:
    if not text or not text.isascii() or not text.isdigit() or len(text) > 19:
        return None
    return int(text) if 0 < int(text) <= largest else None


def _tag(text: str | None) -> str | None:
    names = tag_names([text.replace("\x00", "")]) if text else []
    return names[0] if names else None
