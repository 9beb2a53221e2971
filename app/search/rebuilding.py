"""The whole index anew, batch by batch, while people go on: after an upgrade of the analyzer or the glossary, or when rows were brought past the rules."""
from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError, OperationalError

from app.extensions import db
from app.search import analyzer, index
from app.search.models import SearchDocument
from app.search.sources import SOURCES, Source, in_batches

AT_ONCE = 500
TRIES = 5


@dataclass(frozen=True)
class Difference:
    """Something of which the index says other than what can be found: "missing", "left over" or "different"."""

    root: str
    root_id: int
    what: str


def rebuild(*, only_if_needed: bool = False) -> int:
    """Gives how many documents were written or taken out. Commits after every batch, so that its memory stays small and nobody waits long."""
    written = 0
    for source in SOURCES.values():
        for ids in in_batches(source, AT_ONCE):
            wanted = _stale(source.root, ids) if only_if_needed else ids
            written += _put(source, wanted, anew=not only_if_needed) if wanted else 0
        if not only_if_needed:
            for gone in _without_thing(source):
                written += _put(source, gone)
    return written


def _put(source: Source, ids: Collection[int], *, anew: bool = False) -> int:
    """One batch, for good. Where somebody writes the same documents at the same moment it is done once more, with what they wrote."""
    for tries_left in range(TRIES - 1, -1, -1):
        try:
            written = index.put(source.root, ids, source.entries, anew=anew)
            _commit()
            return written
        except (IntegrityError, OperationalError):
            db.session.rollback()
            if not tries_left:
                raise
    return 0


def differences() -> Iterator[Difference]:
    """What a rebuild would change, thing by thing; writes nothing."""
    for source in SOURCES.values():
        for ids in in_batches(source, AT_ONCE):
            yield from (Difference(source.root, root_id, what) for root_id, what in index.differences(source.root, ids, source.entries))
            _commit()
        for gone in _without_thing(source):
            yield from (Difference(source.root, root_id, "left over") for root_id in gone)


def _commit() -> None:
    db.session.commit()
    db.session.expunge_all()


def _stale(root: str, ids: Collection[int]) -> list[int]:
    """Those of which nothing is in the index, or something that an older analyzer wrote."""
    rows = db.session.execute(select(SearchDocument.root_id, func.min(SearchDocument.analyzer).label("version")).where(
        SearchDocument.root == root, SearchDocument.root_id.in_(ids)).group_by(SearchDocument.root_id))
    versions = {row.root_id: row.version for row in rows}
    return [root_id for root_id in ids if versions.get(root_id) != analyzer.VERSION]


def _without_thing(source: Source) -> Iterator[list[int]]:
    """Ids that only the index knows."""
    last = 0
    while kept := list(db.session.scalars(
            select(SearchDocument.root_id).distinct().where(SearchDocument.root == source.root, SearchDocument.root_id > last)
            .order_by(SearchDocument.root_id).limit(AT_ONCE))):
        there = {entry.root_id for entry in source.entries(kept)}
        if gone := [root_id for root_id in kept if root_id not in there]:
            yield gone
        last = kept[-1]
