"""Who said which word to what."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.comments.models import REACTIONS

NAMED_AT_ONCE = 3


@dataclass
class Words:
    """What was said to one thing: by word, who said it, the earliest first."""

    names: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    givers: set[tuple[str, int]] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.givers)

    def lines(self) -> list[tuple[str, list[str], list[str]]]:
        """Each word that somebody said, in the page's order: (word, the first names, the others)."""
        return [(word, names[:NAMED_AT_ONCE], names[NAMED_AT_ONCE:]) for word in REACTIONS if (names := self.names.get(word))]

    def are_said_by(self, member_id: int, word: str) -> bool:
        return (word, member_id) in self.givers


def words_by_subject(rows: Sequence[Sequence[Any]] | None) -> dict[str, Words]:
    """The rows of `Reaction.gathered_on` by what they are said to: '' is the whole review, 'entry-12' and 'comment-5' are what they say."""
    found: dict[str, Words] = defaultdict(Words)
    for _id, entry_id, comment_id, word, member_id, name in sorted(rows or (), key=lambda row: row[0]):
        words = found[f"entry-{entry_id}" if entry_id else f"comment-{comment_id}" if comment_id else ""]
        words.names[word].append(name)
        words.givers.add((word, member_id))
    return found
