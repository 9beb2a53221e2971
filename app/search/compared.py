"""How likely it is that two texts ask the same, by what both say and what only one of them says."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import exp, log

from app.search.analyzer import beginning
from app.search.glossary import shipped
from app.search.sounds import sound_of

# All these were found by logistic regression on pairs of tests/similar, the third that was kept away aside.
KINDS = {"=": 1.0, "+": 0.1, "-": 0.5}
WORD, NUMBER = 0.6, 0.3
RELATED, A_PART, SOUNDS_ALIKE, BEGINS_ALIKE = 0.6, 0.8, 1.0, 0.9
A_LITTLE = 0.65
SHARED, OF_ASKED, OF_THERE, ALWAYS = 0.26, 5.1, 6.7, -7.5
AS_MANY = 420  # questions, among which that was found
CROWD = 0.25  # the more there are, the more of them are alike by chance
A_FEW = 100  # fewer are taken for as many
MANY = 12  # concepts: what a long text says after these weighs less
LIKE_OTHERS, RARE = 400, 1.9  # a cohort's counts are taken together with those of so many questions, where a term stands in so many


def rarity(documents: int, total: int) -> float:
    """Of a term that stands in `documents` of `total`. In a small cohort counts say little, so it is taken as part of a larger one."""
    return log((LIKE_OTHERS + total) / (RARE + documents))


def kind(term: str) -> float:
    """How much a term says, however rare it is."""
    return KINDS.get(term[0]) or (NUMBER if term[0].isdigit() else WORD)


class Asked:
    """What is asked, to be compared with what was asked before: `rare` says how rare a term is among `total` questions."""

    def __init__(self, terms: Sequence[str], rare: Callable[[str], float], total: int) -> None:
        self.terms, self.rare, self.total = terms, rare, total
        self.words = [term for term in terms if term[0] not in "=-+"]
        self.begins = {begin for word in self.words if (begin := beginning(word))}
        self.sounds = {sound for word in self.words if (sound := sound_of(word))}
        self.near: dict[str, dict[str, float]] = {}  # a term of theirs, by which of ours it is met and how nearly
        for term in terms:
            for other, near in kin_of(term):
                self.near.setdefault(other, {})[term] = near

    def met_by(self, other: str) -> dict[str, float]:
        """The terms that are not `other`, but speak of it."""
        near = self.near.get(other)
        if near is None:
            can_be_alike = other[0] not in "=-+" and (beginning(other) in self.begins or sound_of(other) in self.sounds)
            near = self.near[other] = {word: alike_by for word in self.words if (alike_by := alike(word, other))} if can_be_alike else {}
        return near

    def likelihood(self, there: Sequence[str]) -> float:
        """From 0 to 1, that both ask the same: by how much both say, and how much that is of what each of them says."""
        of_asked, of_there = self._weights(self.terms), self._weights(there)
        shared = only_asked = only_there = 0.0
        left = dict(of_asked)
        for term, worth in of_there.items():
            if term in left:
                shared += min(worth, left.pop(term))
        for term, worth in of_there.items():
            if term in of_asked:
                continue
            met = self.met_by(term)
            near, ours = max(((near, ours) for ours, near in met.items() if ours in left), default=(0.0, "")) if met else (0.0, "")
            if near:
                shared += near * min(self.rare(term), self.rare(ours))
                only_asked += left.pop(ours) * max(0.0, 1 - near)
            only_there += worth * max(0.0, 1 - near)
        return _likely(shared, only_asked + sum(left.values()), only_there, self.total)

    def _weights(self, terms: Sequence[str]) -> dict[str, float]:
        return {term: kind(term) * self.rare(term) * (1.0 if at < MANY else 0.5) for at, term in enumerate(terms)}


def _likely(shared: float, only_asked: float, only_there: float, total: int) -> float:
    if not shared:
        return 0.0
    odds = (ALWAYS + SHARED * shared + OF_ASKED * shared / (shared + only_asked + A_LITTLE)
            + OF_THERE * shared / (shared + only_there + A_LITTLE) - CROWD * log(max(total, A_FEW) / AS_MANY))
    return 1 / (1 + exp(-odds))


def kin_of(term: str) -> list[tuple[str, float]]:
    """Terms of the glossary that are not the same but speak of it, and how nearly: what it is a part of or has as a part, what is spoken of with it."""
    parts = {"=": "+", "-": "+", "+": "=-"}.get(term[0], "")
    return [*((part + term[1:], A_PART) for part in parts), *((other, RELATED) for other in sorted(shipped().related.get(term, ())))]


@lru_cache(maxsize=100_000)
def alike(one: str, other: str) -> float:
    """How much two words that no glossary knows are the same word: by sound, or because one goes on from the other."""
    if (sound := sound_of(one)) and sound == sound_of(other):
        return SOUNDS_ALIKE
    if beginning(one) and beginning(one) == beginning(other) and (one.startswith(other) or other.startswith(one) or one[:3] == other[:3]):
        return BEGINS_ALIKE
    return 0.0
