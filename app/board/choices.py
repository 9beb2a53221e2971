"""How the campers of the board are sorted and narrowed down: what the address says."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.board.queries import CamperRow
from app.cohorts.models import counted

NO_TEAM = "none"  # as a team of the address: those who are in none
ORDERS: dict[str, Callable[[CamperRow], Any]] = {
    "name": lambda camper: (),  # as they come
    "team": lambda camper: (not camper.team, counted(camper.team)),
    "missing": lambda camper: -camper.missing,
    "filed": lambda camper: camper.last_filed.timestamp() if camper.last_filed else 0.0,  # the longest ago first, never before that
}


@dataclass(frozen=True)
class Choice:
    """`team` is an id as text, NO_TEAM, or "" for all; `sort` one of ORDERS. What an address says otherwise is as if it said nothing."""

    sort: str = "name"
    team: str = ""

    @classmethod
    def said_by(cls, said: Mapping[str, str]) -> Choice:
        sort, team = said.get("sort", ""), said.get("team", "")
        return cls(sort if sort in ORDERS else "name", team if team == NO_TEAM or (team.isascii() and team.isdigit()) else "")

    def among(self, campers: Sequence[CamperRow]) -> list[CamperRow]:
        """Those that are chosen, in order; of two alike by name."""
        chosen = [camper for camper in campers if self.team in ("", str(camper.team_id or NO_TEAM))]
        return sorted(chosen, key=ORDERS[self.sort])

    def address(self, sort: str) -> dict[str, str]:
        """What the address says when they are sorted otherwise and narrowed down as now."""
        return {name: value for name, value in (("sort", sort if sort != "name" else ""), ("team", self.team)) if value}


def teams_of(campers: Sequence[CamperRow]) -> list[tuple[str, str]]:
    """The teams of these campers as people count them, each with what the address calls it; last, by "", that of those who are in none."""
    found = {str(camper.team_id or NO_TEAM): camper.team for camper in campers}
    return sorted(found.items(), key=lambda each: (not each[1], counted(each[1])))
