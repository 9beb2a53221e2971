"""Finding by words: fetched by pieces, the newest first, then put in the order of how well each fits.

Ranked: what stands in a title or question before what stands in a text, the words as typed before their pieces, what is answered before what is open, the
own cohort before others, the newer a little before the older. Where very many fit, the newest of them are ranked (and those that fit by their
title): a page takes as long in the fifth year as in the first.
"""
from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import log
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, cast, null, select

from app.extensions import db
from app.search import analyzer, engines
from app.search.analyzer import IN_TITLE, Sought
from app.search.engines import Fitting
from app.search.glossary import Glossary, bare, spellings_of
from app.search.index import tag_mark
from app.search.models import SearchDocument
from app.search.query import Query
from app.web.database import BigId

RANKED = 500  # of those that fit, the newest
NEWEST = 4000  # of a cohort's documents, among which they are looked for first
BY_TITLE = 120  # besides, of those that fit by their title
READ = 160  # of them, that are looked into
A_PAGE = 20
SHORTEST_BEGINNING = 3


@dataclass(frozen=True)
class Reader:
    """Whose search it is: the marks they have (`readers.marks_of`), the cohort they are in now, whether they guide it, and its glossary; and the newest
    documents of all their cohorts, where those are very many (see `newest_of`)."""

    marks: Sequence[str]
    cohort_id: int
    guides: bool
    own: Glossary | None = None
    newest: engines.Newest | None = None


@dataclass(frozen=True)
class Whose:
    """Marks of what those wrote whom `from:` and `team:` mean, as far as the reader may know it; None where nothing was said."""

    authors: Collection[str] | None = None
    of_team: Collection[str] | None = None


@dataclass(frozen=True)
class Hit:
    id: int
    kind: str
    source_id: int
    cohort_id: int
    address: str
    title: str
    text: str
    detail: str
    week: int | None
    author_id: int | None
    is_named: bool
    tags: tuple[str, ...]
    shown_at: datetime | None


@dataclass(frozen=True)
class Found:
    """A page of hits. `counts` are of all that were ranked: by "kind", "week", "tag", "state" and "team", how many each choice
    leaves; a team by its id and name."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    is_more: bool = False  # more fit than were ranked
    is_partly: bool = False  # nothing holds every word: these hold some
    counts: dict[str, Counter[Any]] = field(default_factory=dict)
    spellings: tuple[str, ...] = ()  # what is to be marked in texts

    @property
    def names(self) -> list[tuple[str, int]]:
        """Of the page's hits, by kind and id."""
        return [(hit.kind, hit.source_id) for hit in self.hits]

    @property
    def pages(self) -> int:
        return -(-self.total // A_PAGE)


def since_newest(cohort_id: Any) -> ColumnElement[Any]:
    """In SQL: the id before the newest documents of a cohort; null where it has no more than those, or its engine goes from the newest on by itself."""
    if db.session.get_bind().dialect.name == "sqlite":
        return cast(null(), BigId)
    return (select(SearchDocument.id).where(SearchDocument.cohort_id == cohort_id).order_by(SearchDocument.id.desc()).offset(NEWEST).limit(1)
            .correlate_except(SearchDocument).scalar_subquery())


def newest_of(since: Mapping[int, int | None]) -> engines.Newest | None:
    """By what `since_newest` says of each of somebody's cohorts: after the last of these ids there are at least NEWEST documents of theirs."""
    known = [each for each in since.values() if each is not None]
    return engines.Newest(since.keys(), max(known)) if known else None


def find(reader: Reader, query: Query, whose: Whose, page: int = 1) -> Found:
    """What `reader` may read that fits, the best first; where nothing is asked, all of it, the newest first. Three statements, one or two more where
    nothing or very much fits."""
    wanted = analyzer.sought_in(" ".join(query.says), reader.own)
    if query.says and not wanted:
        return Found()
    groups = [_ways_to(each, reader.own) for each in wanted]
    choices = [[(mark,) for mark in reader.marks], *_choices(query, whose)]
    if any(not any_of for any_of in choices):
        return Found()
    fits = _Fits(choices, query, reader.newest)
    rows, is_partly = fits.fetch(groups), False
    if not rows and wanted and not query.phrases:
        rows, is_partly = fits.fetch(_with_beginning(groups, wanted)), False
        if not rows and len(groups) > 1:
            rows, is_partly = fits.fetch([[terms for group in groups for terms in group]]), True
    ranked, known = _ranked(rows, wanted, reader, fits)
    hits = [row.id for row in ranked[(page - 1) * A_PAGE:page * A_PAGE]]
    known |= _read([id_ for id_ in hits if id_ not in known])
    return Found([_hit(known[id_]) for id_ in hits if id_ in known], len(ranked), len(rows) >= RANKED, is_partly, _counts(ranked, reader),
                 tuple(spelling for each in wanted for spelling in _spellings(each, reader.own)) + query.phrases)


class _Fits:
    """Fetching what fits the choices of a query: by some groups of words or others."""

    def __init__(self, choices: Sequence[engines.AnyOf], query: Query, newest: engines.Newest | None) -> None:
        said = [each for each in query.without if " " not in each.strip()]
        without = [tuple(term for each in analyzer.sought_in(word) for term in each.terms) for word in said]
        self.choices, self.without = choices, [terms for terms in without if terms]
        self.newest = newest
        self.phrases = [_folded(phrase) for phrase in query.phrases]
        self.no_phrases = [_folded(each) for each in query.without if each not in said]

    @property
    def by_text(self) -> bool:
        """Whether only the text itself tells what fits."""
        return bool(self.phrases or self.no_phrases)

    def text_fits(self, title: str, text: str) -> bool:
        return (all(phrase in title or phrase in text for phrase in self.phrases)
                and not any(phrase in title or phrase in text for phrase in self.no_phrases))

    def fetch(self, groups: Sequence[engines.AnyOf]) -> list[Fitting]:
        newest = self.newest if not groups or (len(groups) == 1 and len(groups[0][0]) == 1) else None  # very many fit only what says little
        rows = engines.find([*self.choices, *groups], self.without, RANKED, newest)
        if len(rows) >= RANKED and groups:
            titled = [[tuple(IN_TITLE + term for term in terms if term[0] != "=") for terms in group] for group in groups]
            known = {row.id for row in rows}
            by_title = [[terms for terms in group if terms] for group in titled]
            rows += [row for row in engines.find([*self.choices, *by_title], self.without, BY_TITLE, newest) if row.id not in known]
        return rows


def _choices(query: Query, whose: Whose) -> list[engines.AnyOf]:
    marks = [(f"w:{query.week}" if query.week else ""), tag_mark(query.tag) if query.tag else "", f"is:{query.state}" if query.state else "",
             f"in:{query.kind}" if query.kind else "", "has:code" if query.code else ""]
    people = [[(mark,) for mark in wrote] for wrote in (whose.authors, whose.of_team) if wrote is not None]
    return [*([(mark,)] for mark in marks if mark), *people]


def _ways_to(each: Sought, own: Glossary | None) -> list[engines.Terms]:
    """Its pieces, or the term of the glossary that it is, or what the cohort says instead."""
    ways: list[engines.Terms] = [each.terms, *([(each.name,)] if each.name else [])]
    ways += [terms for spelling in _also(each, own) if (terms := tuple(term for part in analyzer.sought_in(spelling) for term in part.terms))]
    return ways


def _also(each: Sought, own: Glossary | None) -> list[str]:
    """Other spellings of it that the cohort's own glossary has."""
    said = bare(each.said.casefold())
    return [other for spellings in (own.groups if own else ()) if any(_is_spelt(said, bare(spelling.casefold())) for spelling in spellings)
            for other in spellings if bare(other.casefold()) != said]


def _is_spelt(said: str, spelling: str) -> bool:
    return said == spelling or (said.startswith(spelling) and "가" <= spelling[-1] <= "힣" and analyzer.korean.is_tail(said[len(spelling):]))


def _with_beginning(groups: list[list[engines.Terms]], wanted: Sequence[Sought]) -> list[list[engines.Terms]]:
    """The last word may not be typed to its end yet."""
    last = wanted[-1].terms[-1]
    if not (last.isascii() and last.isalpha() and len(last) >= SHORTEST_BEGINNING):
        return groups
    return [*groups[:-1], [*groups[-1], (*wanted[-1].terms[:-1], last + engines.BEGINNING)]]


def _spellings(each: Sought, own: Glossary | None) -> list[str]:
    """As which it may stand in a text."""
    stem = min((head for head in analyzer.korean.heads(each.said) if len(head) > 1), key=len, default=each.said) if "가" <= each.said[0] <= "힣" else each.said
    return list(dict.fromkeys([each.said, stem, *_also(each, own), *(spellings_of().get(each.name, ()) if each.name else ())]))


def _ranked(rows: Sequence[Fitting], wanted: Sequence[Sought], reader: Reader, fits: _Fits) -> tuple[list[Fitting], dict[int, Any]]:
    """All rows, the best first, and whole those that were looked into; those beyond READ as they came. Where a phrase must be
    there or must not, only those that fit."""
    rows = sorted(rows, key=lambda row: (row.shown_at is not None, row.shown_at), reverse=True)
    if not wanted and not fits.by_text:
        return rows, {}
    words = [_folded(each.said) for each in wanted]
    spelt = [[_folded(spelling) for spelling in _spellings(each, reader.own)] for each in wanted]
    first = sorted(((_by_title(row, spelt, reader), row) for row in rows), key=lambda each: -each[0])
    looked_into, rest = (first, []) if fits.by_text else (first[:READ], first[READ:])
    known = _read([row.id for _worth, row in looked_into])
    scored = []
    for at, (worth, row) in enumerate(looked_into):
        title, text = _folded(row.title), _folded(known[row.id].text if row.id in known else "")
        if fits.text_fits(title, text):
            scored.append((-(worth + _by_text(title, text, words, spelt)), at, row))
    return [*(row for _score, _at, row in sorted(scored, key=lambda each: each[:2])), *(row for _worth, row in rest)], known


def _by_title(row: Fitting, spelt: Sequence[Sequence[str]], reader: Reader) -> float:
    """What is known of a row without its text."""
    title = _folded(row.title) if row.title else ""
    there = sum(2.0 * any(spelling in title for spelling in spellings) for spellings in spelt) if title else 0.0
    return there + (1.5 if row.cohort_id == reader.cohort_id else 0.0) + (0.6 if row.detail == "answered" else 0.0) + (0.4 if row.kind == "question" else 0.0)


def _by_text(title: str, text: str, words: Sequence[str], spelt: Sequence[Sequence[str]]) -> float:
    """How well its words fit: as typed, side by side, and not lost in a long text."""
    both, together = f"{title} {text}", " ".join(words)
    score = 0.0
    for word, spellings in zip(words, spelt, strict=True):
        score += 1.2 if word in both else 0.8 if any(spelling in both for spelling in spellings) else 0.0
    if len(words) > 1:
        score += 2.0 if together in title else 1.5 if together in text else 0.0
    squeezed = together.replace(" ", "")
    if squeezed in both.replace(" ", ""):
        score += 0.5
    return score - 0.12 * log(1 + len(both))


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


SHOWN = select(*(getattr(SearchDocument, name) for name in Hit.__dataclass_fields__)).where(SearchDocument.id.in_(bindparam("ids", expanding=True)))


def _read(ids: Collection[int]) -> dict[int, Any]:
    return {row.id: row for row in db.session.execute(SHOWN, {"ids": list(ids)})} if ids else {}


def _hit(row: Row[Any]) -> Hit:
    return Hit(**{**row._mapping, "tags": tuple(filter(None, row.tags.split(",")))})


def _counts(rows: Sequence[Fitting], reader: Reader) -> dict[str, Counter[Any]]:
    teams = ((row.team_id, row.team) for row in rows if row.team_id is not None and row.cohort_id == reader.cohort_id and (row.is_named or reader.guides))
    return {
        "kind": Counter(row.kind for row in rows), "week": Counter(row.week for row in rows if row.week is not None),
        "tag": Counter(tag for row in rows if row.tags for tag in row.tags.split(",")),
        "state": Counter(row.detail for row in rows if row.kind == "question" and row.detail in ("open", "answered")), "team": Counter(teams),
    }
