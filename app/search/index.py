"""Writing the index: in the transaction that writes what is to be found."""
from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.extensions import db
from app.search import analyzer
from app.search.models import A_TERM, ALL, SearchDocument, SearchTerm

TABLE = cast(Table, SearchDocument.__table__)
Tally = Counter[tuple[int, str]]  # how many documents more of a cohort hold these concepts


@dataclass(frozen=True)
class Entry:
    """Something that can be found by its words from now on."""

    source_id: int
    cohort_id: int
    text: str


def put(kind: str, entries: Collection[Entry]) -> None:
    """Make these findable, or by other words than before; four statements, however many they are."""
    if entries:
        _write(kind, entries, _known(kind, [entry.source_id for entry in entries]))


def add(kind: str, entries: Collection[Entry]) -> None:
    """As `put`, of what was never in the index: it is not looked for there."""
    _write(kind, entries, {})


def _write(kind: str, entries: Collection[Entry], known: dict[int, Any]) -> None:
    analyzed = {said: analyzer.kept(*said) for said in {(entry.text, entry.cohort_id) for entry in entries}}
    added, changed, tally = [], [], Tally()
    for entry in entries:
        concepts, words = analyzed[entry.text, entry.cohort_id]
        row = {"cohort_id": entry.cohort_id, "analyzer": analyzer.VERSION, "concepts": concepts, "words": words}
        before = known.get(entry.source_id)
        if before is None:
            added.append({"kind": kind, "source_id": entry.source_id, **row})
        else:
            tally[before.cohort_id, before.concepts] -= 1
            changed.append({"document_id": before.id, **row})
        tally[entry.cohort_id, concepts] += 1
    if added:
        _add(added)
    if changed:
        db.session.connection().execute(update(TABLE).where(TABLE.c.id == bindparam("document_id")), changed)
    _keep_counts(tally)


def _add(rows: list[dict[str, Any]]) -> None:
    """On SQLite thousands a statement (which is what SQLAlchemy makes of many rows that give something back): FTS5 writes what it holds at
    the end of each. PostgreSQL is quicker row by row."""
    many = insert(TABLE).returning(TABLE.c.id) if db.session.get_bind().dialect.name == "sqlite" else insert(TABLE)
    db.session.connection().execute(many, rows, execution_options={"insertmanyvalues_page_size": 4000})


def drop(kind: str, source_ids: Collection[int]) -> None:
    """These are not found any more; what was not found anyway is left alone."""
    if source_ids and (known := _known(kind, source_ids)):
        db.session.execute(delete(SearchDocument).where(SearchDocument.id.in_([row.id for row in known.values()])),
                           execution_options={"synchronize_session": False})
        tally = Tally()
        for before in known.values():
            tally[before.cohort_id, before.concepts] -= 1
        _keep_counts(tally)


def empty(kind: str) -> None:
    """Nothing of that kind is found any more."""
    db.session.execute(delete(SearchDocument).where(SearchDocument.kind == kind), execution_options={"synchronize_session": False})


def _known(kind: str, source_ids: Collection[int]) -> dict[int, Any]:
    rows = db.session.execute(
        select(SearchDocument.id, SearchDocument.source_id, SearchDocument.cohort_id, SearchDocument.concepts)
        .where(SearchDocument.kind == kind, SearchDocument.source_id.in_(source_ids)))
    return {row.source_id: row for row in rows}


def _keep_counts(tally: Tally) -> None:
    """Always in the same order: two transactions that count the same terms wait for each other, and never in a circle."""
    counts = Counter[tuple[int, str]]()
    for (cohort_id, concepts), by in tally.items():
        for term in (*analyzer.terms_of(concepts), ALL):
            counts[cohort_id, term[:A_TERM]] += by
    rows = [{"cohort_id": cohort_id, "term": term, "documents": by} for (cohort_id, term), by in sorted(counts.items()) if by]
    for batch in _batches(rows):
        statement: Any = sqlite.insert(SearchTerm) if db.session.get_bind().dialect.name == "sqlite" else postgresql.insert(SearchTerm)
        statement = statement.values(batch)
        db.session.connection().execute(statement.on_conflict_do_update(
            index_elements=["cohort_id", "term"], set_={"documents": SearchTerm.documents + statement.excluded.documents}))


def _batches(rows: list[dict[str, Any]], size: int = 2000) -> Iterable[list[dict[str, Any]]]:
    for start in range(0, len(rows), size):
        yield rows[start:start + size]
