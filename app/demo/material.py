"""What the demo cohort says, read from `texts/`: people, question threads, and what reviews are made of."""
from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Person:
    name: str
    local: str  # of the address, before @demo.example
    role: str
    team: str | None = None


@dataclass(frozen=True)
class ReplyText:
    by: str  # mentor, peer or asker
    text: str
    asks_back: bool = False


@dataclass(frozen=True)
class Thread:
    """A question with what was replied; `phrasings` are the same question in the words of several people."""

    week: int
    origin: str
    tags: tuple[str, ...]
    phrasings: tuple[str, ...]
    own_answer: str
    replies: tuple[ReplyText, ...]

    @property
    def is_settled(self) -> bool:
        """Whether what is said in it answers it."""
        return bool(self.own_answer) or any(reply.by != "asker" and not reply.asks_back for reply in self.replies)


@cache
def people() -> list[Person]:
    return [Person(row["name"], row["local"], row["role"], row.get("team")) for row in _read("people.toml")["person"]]


@cache
def threads() -> list[Thread]:
    return [
        Thread(week["week"], row["origin"], tuple(row["tags"]), (row["text"], *row.get("variants", ())), row.get("own_answer", ""),
               tuple(ReplyText(reply["by"], reply["text"], reply.get("asks_back", False)) for reply in row.get("replies", ())))
        for week in (_read(f"questions/{path.name}") for path in sorted((TEXTS / "questions").glob("*.toml")))
        for row in week["question"]
    ]


@cache
def pool(name: str) -> list[dict[str, Any]]:
    """Texts of one kind ("titles", "resources", "went_well"); those with a `week` belong to its theme, the others fit any."""
    (rows,) = (value for value in _read(f"reviews/{name}.toml").values() if isinstance(value, list))
    return rows


@cache
def fitting(name: str, week: int) -> list[dict[str, Any]]:
    return [row for row in pool(name) if row.get("week", week) == week]


@cache
def story() -> dict[str, Any]:
    """The weeks of the camper whose account a newcomer tries first."""
    return _read("story.toml")


@cache
def sessions() -> dict[str, Any]:
    """The peer sessions that were held and that are planned."""
    return _read("sessions.toml")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((TEXTS / name).read_text("utf-8"))
