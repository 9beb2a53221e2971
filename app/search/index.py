"""Writing the index: in the transaction that writes what is to be found."""
from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.extensions import db
from app.search import analyzer
from app.search.models import A_TERM, ALL, SearchDocument, SearchTerm


@dataclass(frozen=True)
class Entry:
    """Something that can be found by its words from now on."""

    source_id: int
    cohort_id: int
    text: str


def put(kind: str, entries: Collection[Entry]) -> None:
    """Make these findable, or by other words than before; four statements, however many they are."""
    if not entries:
        return
    known = _known(kind, [entry.source_id for entry in entries])
    added, changed, tally = [], [], Counter[tuple[int, str]]()
    for entry in entries:
        concepts, words = analyzer.kept(entry.text, entry.cohort_id)
        row = {"cohort_id": entry.cohort_id, "analyzer": analyzer.VERSION, "concepts": concepts, "words": words}
        before = known.get(entry.source_id)
        if before is None:
            added.append({"kind": kind, "source_id": entry.source_id, **row})
        else:
            _count(tally, before.cohort_id, before.concepts, -1)
            changed.append({"document_id": before.id, **row})
        _count(tally, entry.cohort_id, concepts, 1)
    if added:
        db.session.execute(insert(SearchDocument), added)
    if changed:
        db.session.connection().execute(_change(), changed)
    _keep_counts(tally)


def drop(kind: str, source_ids: Collection[int]) -> None:
    """These are not found any more; what was not found anyway is left alone."""
    if not source_ids:
        return
    tally = Counter[tuple[int, str]]()
    known = _known(kind, source_ids)
    for before in known.values():
        _count(tally, before.cohort_id, before.concepts, -1)
    if known:
        db.session.execute(delete(SearchDocument).where(SearchDocument.id.in_([row.id for row in known.values()])),
                           execution_options={"synchronize_session": False})
        _keep_counts(tally)


def empty(kind: str) -> None:
    """Nothing of that kind is found any more."""
    db.session.execute(delete(SearchDocument).where(SearchDocument.kind == kind), execution_options={"synchronize_session": False})


def _known(kind: str, source_ids: Collection[int]) -> dict[int, Any]:
    rows = db.session.execute(
        select(SearchDocument.id, SearchDocument.source_id, SearchDocument.cohort_id, SearchDocument.concepts)
        .where(SearchDocument.kind == kind, SearchDocument.source_id.in_(source_ids)))
    return {row.source_id: row for row in rows}


def _change() -> Any:
    from sqlalchemy import bindparam

    table = SearchDocument.__table__
    return update(table).where(table.c.id == bindparam("document_id"))  # type: ignore[arg-type]


def _count(tally: Counter[tuple[int, str]], cohort_id: int, concepts: str, by: int) -> None:
    for term in analyzer.terms_of(concepts):
        tally[cohort_id, term] += by
    tally[cohort_id, ALL] += by


def _keep_counts(tally: Counter[tuple[int, str]]) -> None:
    """Always in the same order: two transactions that count the same terms wait for each other, and never in a circle."""
    rows = [{"cohort_id": cohort_id, "term": term[:A_TERM], "documents": by} for (cohort_id, term), by in sorted(tally.items()) if by]
    for batch in _batches(rows):
        statement: Any = sqlite.insert(SearchTerm) if db.session.get_bind().dialect.name == "sqlite" else postgresql.insert(SearchTerm)
        statement = statement.values(batch)
        db.session.connection().execute(statement.on_conflict_do_update(
            index_elements=["cohort_id", "term"], set_={"documents": SearchTerm.documents + statement.excluded.documents}))


def _batches(rows: list[dict[str, Any]], size: int = 2000) -> Iterable[list[dict[str, Any]]]:
    for start in range(0, len(rows), size):
        yield rows[start:start + size]
