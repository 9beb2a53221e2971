"""What is nearest to a text: fetched by its rarest terms, then compared one by one."""
from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from app.search import analyzer, compared, engines
from app.search.compared import Asked
from app.search.glossary import Glossary
from app.search.models import A_TERM, ALL

CANDIDATES = 160  # that are fetched at most
FINALISTS = 16  # of them, that are compared with all that they say
NEAR_ENOUGH = 0.25  # likely the same: where the nearest is less, nothing is shown; tests/similar says how it was found
NEARLY = 0.02  # what is shown besides it


@dataclass(frozen=True)
class Hit:
    source_id: int
    cohort_id: int
    score: float  # from 0 to 1: how likely it asks the same


def nearest(kind: str, cohort_ids: Collection[int], text: str, own: Glossary | None = None) -> list[Hit]:
    """What is about the same as `text`, the nearest first; nothing where nothing is near enough. At most three statements.

    `own` is a cohort's own glossary: its spellings are looked for as well as those of the text.
    """
    about = analyzer.concepts(text, own)
    if not about or not cohort_ids:
        return []
    ways = _ways(about)
    counts = engines.counts(cohort_ids, [*ways, ALL])
    total = counts.pop(ALL, 0)
    rows = engines.fetch(kind, "concepts", cohort_ids, _rarest(ways, counts), CANDIDATES)

    def rare(term: str) -> float:
        return compared.rarity(counts.get(term, 0), total)

    asked = Asked(about, rare, total)
    finalists = _finalists(asked, rows)
    counts.update(engines.counts(cohort_ids, {term for _row, there in finalists for term in there} - counts.keys()))
    alike = [Hit(row.source_id, row.cohort_id, round(asked.likelihood(there), 3)) for row, there in finalists]
    near = sorted((hit for hit in alike if hit.score >= NEARLY), key=lambda hit: (-hit.score, hit.source_id))
    return near if near and near[0].score >= NEAR_ENOUGH else []


def found(kind: str, cohort_ids: Collection[int], query: str, at_most: int) -> list[Hit]:
    """What holds every word of `query`, or pieces of them. One statement."""
    terms = list(dict.fromkeys(analyzer.sought(query)))
    return [Hit(row.source_id, row.cohort_id, 1.0) for row in engines.fetch(kind, "words", cohort_ids, [[*terms, "is:asked"]] if terms else [], at_most)]


def _ways(about: Sequence[str]) -> list[str]:
    """All terms that a document may be fetched by."""
    kin = [other for term in about for other, _near in compared.kin_of(term)]
    return list(dict.fromkeys(term[:A_TERM] for term in (*about, *analyzer.ways_to(about), *kin)))


def _rarest(ways: Sequence[str], counts: Mapping[str, int]) -> list[list[str]]:
    """Which terms to fetch by, so that about CANDIDATES documents come: the rarest alone, more common ones in pairs."""
    known = sorted((term for term in ways if counts.get(term, 0) > 0), key=lambda term: (counts[term], term))
    alone: list[str] = []
    so_far = 0
    for term in known:
        so_far += counts[term]
        if so_far > CANDIDATES:
            break
        alone.append(term)
    common = [term for term in known if term not in alone][:4]
    pairs = [[one, other] for at, one in enumerate(common) for other in common[at + 1:]]
    return [*([term] for term in alone), *pairs] or [[term] for term in common[:1]]


def _finalists(asked: Asked, rows: Sequence[Row[Any]]) -> list[tuple[Row[Any], list[str]]]:
    """The rows that share most with what is asked, as far as can be said without knowing how rare the rest is."""
    worth = _Worth(asked)
    ranked = []
    for row in rows:
        there = analyzer.concepts_in(row.concepts)
        ranked.append((-sum(map(worth.__getitem__, there)) / (4 + len(there)), row.source_id, row, there))
    return [(row, there) for _share, _id, row, there in sorted(ranked, key=lambda each: each[:2])[:FINALISTS]]


class _Worth(dict[str, float]):
    """What each term of another text is worth to what is asked; worked out when it first comes up."""

    def __init__(self, asked: Asked) -> None:
        super().__init__({term: compared.kind(term) * asked.rare(term) for term in asked.terms})
        self.asked = asked

    def __missing__(self, term: str) -> float:
        met = self.asked.met_by(term)
        self[term] = found = max(self[ours] * near for ours, near in met.items()) if met else 0.0
        return found
