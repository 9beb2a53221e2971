"""How much two texts are about the same: what they share, weighed by how rare it is, against all that each of them says."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import log

from app.search.analyzer import beginning
from app.search.glossary import shipped
from app.search.sounds import sound_of

KINDS = {"=": 1.0, "+": 0.35, "-": 0.45}
HANGUL, LATIN, NUMBER = 0.75, 0.9, 0.3
A_PART = 0.5
RELATED = 0.45
SOUNDS_ALIKE, BEGINS_ALIKE = 0.85, 0.6
A_LITTLE, OF_ASKED, OF_THERE = 2.0, 0.2, 0.5  # found by trying on tests/similar/tuning.jsonl; neighbours do nearly as well
MANY = 12  # concepts: what a long text says after these weighs less


def weight(term: str, documents: int, total: int) -> float:
    """Of a term that stands in `documents` of `total`. In a small cohort rarity says little, so it is taken as part of a larger one."""
    total = total + 1000
    documents = documents + 1
    kind = KINDS.get(term[0]) or (NUMBER if term[0].isdigit() else LATIN if term[0].isascii() else HANGUL)
    return kind * log(1 + total / documents) / log(1 + total)


def score(asked: Sequence[str], there: Sequence[str], weigh: Callable[[str], float]) -> float:
    """From 0 to 1: what both say, against that and what only one of them says. Little in common is little, even where it is all."""
    of_asked, of_there = _weights(asked, weigh), _weights(there, weigh)
    left = dict(of_there)
    shared = common = 0.0
    for term, worth in of_asked.items():
        if term in left:
            shared += worth
            common += left.pop(term)
    for term, worth in of_asked.items():
        if term in of_there:
            continue
        near, other = max(((alike(term, each), each) for each in left), default=(0.0, ""))
        if near:
            shared += worth * near
            common += left.pop(other) * near
    both = (shared + common) / 2
    only_asked, only_there = sum(of_asked.values()) - shared, sum(of_there.values()) - common
    return both / (both + A_LITTLE + OF_ASKED * only_asked + OF_THERE * only_there) if both else 0.0


def _weights(terms: Sequence[str], weigh: Callable[[str], float]) -> dict[str, float]:
    return {term: weigh(term) * (1.0 if at < MANY else 0.5) for at, term in enumerate(terms)}


@lru_cache(maxsize=100_000)
def alike(one: str, other: str) -> float:
    """How much two words that no glossary knows are the same word: by sound, or because one goes on from the other."""
    if one[0] in "=-+" or other[0] in "=-+":
        if other in shipped().related.get(one, ()):
            return RELATED
        return A_PART if one[1:] == other[1:] and "-" not in (one[0], other[0]) else 0.0
    if (sound := sound_of(one)) and sound == sound_of(other):
        return SOUNDS_ALIKE
    if beginning(one) and beginning(one) == beginning(other) and (one.startswith(other) or other.startswith(one) or one[:3] == other[:3]):
        return BEGINS_ALIKE
    return 0.0
