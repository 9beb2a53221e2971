"""What of a list somebody wants to see, as the address says it. What makes no sense there is left out rather than refused."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from app.questions.models import tag_names

STATES = ("open", "answered")
LARGEST_NUMBER = 10_000  # no cohort has as many weeks; the number also is one that every database can compare


@dataclass(frozen=True)
class Filters:
    """Every field may be combined with every other; None and False leave everything in."""

    state: str | None = None
    week: int | None = None
    tag: str | None = None
    team: int | None = None
    mine: bool = False
    free: bool = False  # nobody has replied (in the queue: nobody has claimed it)

    @classmethod
    def of(cls, args: Mapping[str, str]) -> Filters:
        return cls(
            state=args.get("state") if args.get("state") in STATES else None,
            week=_number(args.get("week"), LARGEST_NUMBER),
            tag=_tag(args.get("tag")),
            team=_number(args.get("team"), 2**63 - 1),
            mine=args.get("mine") == "1",
            free=args.get("free") == "1",
        )

    def but(self, **changes: Any) -> str:
        """The address's query with these changes: '?state=open&week=8', '?' when nothing is chosen."""
        chosen = replace(self, **changes)
        values = {field.name: getattr(chosen, field.name) for field in fields(chosen)}
        return "?" + urlencode({name: 1 if value is True else value for name, value in values.items() if value})

    def after(self, after: str) -> str:
        """The address's query of the next page."""
        return f"{self.but()}&after={after}".replace("?&", "?")

    @property
    def any(self) -> bool:
        return self != Filters()

    @property
    def narrows(self) -> bool:
        """Whether it is chosen by what questions are about, beside whose they are."""
        return bool(self.week or self.tag or self.team)


def _number(text: str | None, largest: int) -> int | None:
    if not text or not text.isascii() or not text.isdigit() or len(text) > 19:
        return None
    return int(text) if 0 < int(text) <= largest else None


def _tag(text: str | None) -> str | None:
    names = tag_names([text.replace("\x00", "")]) if text else []
    return names[0] if names else None
