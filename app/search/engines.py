"""Fetching documents by what stands in them: FTS5 on SQLite, tsvector and GIN on PostgreSQL. Both give the same rows in the same order.

PostgreSQL orders by `id + 0`, which no index has: else it may walk all documents in their order, looking into each, because so few are asked for.
"""
from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from sqlalchemy import Row, TextClause, text

from app.extensions import db
from app.search.analyzer import MARK

Column = Literal["concepts", "words"]
BEGINNING = " *"  # after what a term begins with; no term has a space
Together = Sequence[str]  # terms of which a document must hold every one

COLUMNS = "d.id, d.source_id, d.cohort_id, d.concepts"
STATEMENTS = {
    ("sqlite", column): text(
        f"SELECT {COLUMNS} FROM search_index JOIN search_documents d ON d.id = search_index.rowid"  # noqa: S608 - words of our own
        " WHERE search_index MATCH :sought AND d.kind = :kind ORDER BY search_index.rowid LIMIT :at_most")
    for column in ("concepts", "words")
} | {
    ("postgresql", column): text(
        f"SELECT {COLUMNS} FROM search_documents d"  # noqa: S608
        f" WHERE array_to_tsvector(string_to_array(d.{column}, ' ')) @@ CAST(:sought AS tsquery) AND d.kind = :kind ORDER BY d.id + 0 LIMIT :at_most")
    for column in ("concepts", "words")
}

# Hundreds of terms are one value: an array there, JSON here.
COUNTS = {
    "sqlite": text("SELECT term, sum(documents) FROM search_terms WHERE cohort_id IN (SELECT value FROM json_each(:cohort_ids))"
                   " AND term IN (SELECT value FROM json_each(:terms)) GROUP BY term"),
    "postgresql": text("SELECT term, sum(documents) FROM search_terms WHERE cohort_id = ANY(:cohort_ids) AND term = ANY(:terms) GROUP BY term"),
}


def counts(cohort_ids: Collection[int], terms: Iterable[str]) -> dict[str, int]:
    """In how many documents of these cohorts each term stands; one statement, none for no term."""
    sought = sorted(set(terms))
    if not sought:
        return {}
    dialect = db.session.get_bind().dialect.name
    one_value = json.dumps if dialect == "sqlite" else list
    rows = db.session.execute(COUNTS[dialect], {"cohort_ids": one_value(sorted(cohort_ids)), "terms": one_value(sought)})
    return {term: int(documents) for term, documents in rows}


def fetch(kind: str, column: Column, cohort_ids: Collection[int], any_of: Sequence[Together], at_most: int) -> Sequence[Row[Any]]:
    """Documents of these cohorts that hold all terms of at least one of `any_of`: id, source_id, cohort_id, concepts; one statement."""
    if not cohort_ids or not any_of:
        return []
    statement, sought = _sought(column, cohort_ids, any_of)
    return db.session.execute(statement, {"sought": sought, "kind": kind, "at_most": at_most}).all()


def _sought(column: Column, cohort_ids: Collection[int], any_of: Sequence[Together]) -> tuple[TextClause, str]:
    dialect = db.session.get_bind().dialect.name
    quoted, both, either = (_in_fts5, " AND ", " OR ") if dialect == "sqlite" else (_in_tsquery, " & ", " | ")
    where = either.join(quoted(f"{MARK}{cohort_id}") for cohort_id in sorted(cohort_ids))
    what = either.join(f"({both.join(map(quoted, terms))})" for terms in any_of)
    sought = f"({where}){both}({what})"
    return STATEMENTS[dialect, column], f"{column} : ({sought})" if dialect == "sqlite" else sought


Terms = Sequence[str]  # all of them
AnyOf = Sequence[Terms]  # one at least
FOUND = "d.id, d.cohort_id, d.kind, d.detail, d.week, d.author_id, d.is_named, d.tags, d.shown_at, d.title"
FITS = "array_to_tsvector(string_to_array(d.words, ' ')) @@ CAST(:sought AS tsquery)"
TEAM, TEAMS = "t.id AS team_id, t.name AS team", "LEFT JOIN memberships m ON m.id = {of}.author_id LEFT JOIN teams t ON t.id = m.team_id"
# Of those alone that are found it is looked up whose they are. (FTS5 finds no more than are asked for.)
WHOSE = f"SELECT found.*, {TEAM} FROM ({{found}}) found {TEAMS.format(of='found')} ORDER BY found.id DESC"  # noqa: S608 - words of our own
# PostgreSQL reads every row that fits before it knows which are the newest (FTS5 goes from the newest on). So it looks among the newest first, and among
# all, in the same statement, only where too few of those fit. The numbers stand in the text: by values that it does not know it would plan otherwise.
NEWEST_FIRST = WHOSE.format(found="""WITH newest AS MATERIALIZED (
SELECT {found} FROM search_documents d WHERE d.cohort_id IN ({cohorts}) AND d.id > {since} AND {fits} ORDER BY d.id + 0 DESC LIMIT :at_most)
SELECT * FROM newest WHERE (SELECT count(*) FROM newest) >= :at_most
UNION ALL (SELECT {found} FROM search_documents d WHERE (SELECT count(*) FROM newest) < :at_most AND {fits} ORDER BY d.id + 0 DESC LIMIT :at_most)""")
FINDING = {
    "sqlite": text(f"SELECT {FOUND}, {TEAM} FROM search_index JOIN search_documents d ON d.id = search_index.rowid {TEAMS.format(of='d')}"  # noqa: S608
                   " WHERE search_index MATCH :sought ORDER BY search_index.rowid DESC LIMIT :at_most"),
    "postgresql": text(WHOSE.format(found=f"SELECT {FOUND} FROM search_documents d WHERE {FITS} ORDER BY d.id + 0 DESC LIMIT :at_most")),  # noqa: S608
}


@dataclass(frozen=True)
class Newest:
    """Documents of these cohorts after an id: the newest, many times as many as are asked for."""

    cohort_ids: Collection[int]
    since: int


class Fitting(NamedTuple):
    """A document that fits, by the columns of FOUND and its team: what it is ranked and counted by. On SQLite `shown_at` is a text, `is_named` 0 or 1."""

    id: int
    cohort_id: int
    kind: str
    detail: str
    week: int | None
    author_id: int | None
    is_named: bool
    tags: str
    shown_at: Any
    title: str
    team_id: int | None
    team: str | None


def find(all_of: Sequence[AnyOf], none_of: Sequence[Terms], at_most: int, newest: Newest | None = None) -> list[Fitting]:
    """The newest documents that hold one of each of `all_of` and nothing of `none_of`; one statement. A term that ends in ' *' is a beginning.

    `newest` are, of those that can fit, the ones to look among first; what is found is the same without."""
    dialect = db.session.get_bind().dialect.name
    quoted, both, either, neither = (_in_fts5, " AND ", " OR ", " NOT ") if dialect == "sqlite" else (_in_tsquery, " & ", " | ", " & !")

    def together(terms: Terms) -> str:
        return "(" + both.join(map(quoted, terms)) + ")"

    sought = both.join("(" + either.join(map(together, any_of)) + ")" for any_of in all_of)
    sought = f"({sought})" + "".join(neither + together(terms) for terms in none_of)
    statement = FINDING[dialect]
    if newest is not None and dialect == "postgresql":
        cohorts = ", ".join(str(int(cohort_id)) for cohort_id in sorted(newest.cohort_ids))
        statement = text(NEWEST_FIRST.format(found=FOUND, fits=FITS, cohorts=cohorts, since=int(newest.since)))
    found = db.session.execute(statement, {"sought": f"words : ({sought})" if dialect == "sqlite" else sought, "at_most": at_most})
    return [Fitting._make(row) for row in found.all()]  # hundreds of them, each asked several times


def _in_fts5(term: str) -> str:
    begins = term.endswith(BEGINNING)
    return '"' + term.removesuffix(BEGINNING).replace('"', '""') + '"' + (" *" if begins else "")


def _in_tsquery(term: str) -> str:
    begins = term.endswith(BEGINNING)
    return "'" + term.removesuffix(BEGINNING).replace("\\", "\\\\").replace("'", "''") + "'" + (":*" if begins else "")
