"""The whole index anew, batch by batch: after an upgrade of the analyzer or the glossary, or when rows were brought past the rules."""
from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import select

from app.extensions import db
from app.search import analyzer, index
from app.search.index import Entry
from app.search.models import SearchDocument

# Rooms above say what they have to be found: after which key, how many at most, in the order of keys.
Batch = Callable[[int, int], list[Entry]]
SOURCES: dict[str, Batch] = {}
AT_ONCE = 1000


def rebuild(*, only_if_needed: bool = False) -> int:
    """Gives how many entries were written. Commits after every batch, so that its memory stays small and nobody waits long."""
    written = 0
    for kind, source in SOURCES.items():
        last = 0
        while entries := source(last, AT_ONCE):
            last = entries[-1].source_id
            stale = set(_stale(kind, entries)) if only_if_needed else {entry.source_id for entry in entries}
            index.put(kind, [entry for entry in entries if entry.source_id in stale])
            db.session.commit()
            db.session.expunge_all()
            written += len(stale)
        if not only_if_needed:
            _drop_what_is_gone(kind, source)
    return written


def _stale(kind: str, entries: list[Entry]) -> Iterator[int]:
    fresh = set(db.session.scalars(select(SearchDocument.source_id).where(
        SearchDocument.kind == kind, SearchDocument.analyzer == analyzer.VERSION, SearchDocument.source_id.in_([entry.source_id for entry in entries]))))
    return (entry.source_id for entry in entries if entry.source_id not in fresh)


def _drop_what_is_gone(kind: str, source: Batch) -> None:
    last = 0
    while kept := list(db.session.scalars(select(SearchDocument.source_id).where(SearchDocument.kind == kind, SearchDocument.source_id > last)
                                          .order_by(SearchDocument.source_id).limit(AT_ONCE))):
        there = {entry.source_id for entry in source(last, AT_ONCE)}
        upto = max(there, default=0)
        index.drop(kind, [one for one in kept if one not in there and (one <= upto or len(there) < AT_ONCE)])
        db.session.commit()
        last = min(kept[-1], upto) if len(there) == AT_ONCE else kept[-1]
