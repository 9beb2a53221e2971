"""Fetching documents by what stands in them: FTS5 on SQLite, tsvector and GIN on PostgreSQL. Both give the same rows in the same order.

PostgreSQL orders by `id + 0`, which no index has: else it may walk all documents in their order, looking into each, because so few are asked for.
"""
from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Literal

from sqlalchemy import Row, TextClause, text

from app.extensions import db
from app.search.analyzer import MARK

Column = Literal["concepts", "words"]
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


def _in_fts5(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'


def _in_tsquery(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
