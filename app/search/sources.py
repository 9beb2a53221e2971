"""What can be found, as the rooms above say it: each for its own things, always read from the database as it stands."""
from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session
from sqlalchemy.orm.unitofwork import UOWTransaction

from app.extensions import db
from app.search import index
from app.search.index import Entry

PENDING = "things whose documents are to be written"  # in session.info


@dataclass(frozen=True)
class Source:
    """Things of one sort, by their ids. `entries` gives all that can be found of some of them, `after` the ids of those of which anything can be
    found, in order: the first so many after an id."""

    root: str
    entries: Callable[[Collection[int]], list[Entry]]
    after: Callable[[int, int], list[int]]


SOURCES: dict[str, Source] = {}
WATCHED: dict[type, dict[str, tuple[frozenset[str], Callable[[Any], Iterable[int | None]]]]] = {}  # by model, and by the root that it changes


def add_source(source: Source) -> None:
    SOURCES[source.root] = source
    if not event.contains(db.session, "after_flush", _note):
        event.listen(db.session, "after_flush", _note)
        event.listen(db.session, "before_commit", _before_commit)
        event.listen(db.session, "after_soft_rollback", _forget)


def watch(root: str, model: type, matters: Iterable[str], roots: Callable[[Any], Iterable[int | None]]) -> None:
    """Whenever a row of `model` comes, goes or changes in what matters, what can be found of its `roots` is written anew before the commit."""
    WATCHED.setdefault(model, {})[root] = (frozenset(matters), roots)


def changed(root: str, ids: Iterable[int]) -> None:
    """As `watch`, of what is changed by a statement of its own, which no flush tells of."""
    db.session.info.setdefault(PENDING, {}).setdefault(root, set()).update(ids)


def write_pending() -> None:
    """What was written in this transaction so far can be found from now on."""
    db.session.flush()
    _write(db.session())


def _note(session: Session, context: UOWTransaction) -> None:
    """What is taken out of a list that it lives by (an entry of a review, a tag) goes without being in `session.deleted`: the flush alone knows of it."""
    gone = {thing for state, (is_gone, only_listed) in context.states.items() if is_gone and not only_listed and (thing := state.obj()) is not None}
    for thing in {*session.new, *session.dirty, *gone}:
        for root, (matters, roots) in WATCHED.get(type(thing), {}).items():
            if (thing in gone or _matters(thing, matters)) and (ids := set(filter(None, roots(thing)))):
                session.info.setdefault(PENDING, {}).setdefault(root, set()).update(ids)


def _matters(thing: Any, names: frozenset[str]) -> bool:
    attributes = inspect(thing).attrs
    return any(attributes[name].history.has_changes() for name in names)


def _before_commit(session: Session) -> None:
    session.flush()
    _write(session)


def _write(session: Session) -> None:
    """In one order: two transactions that write the same documents wait for each other, and never in a circle."""
    pending: dict[str, set[int]] = session.info.pop(PENDING, {})
    for root, ids in sorted(pending.items()):
        index.put(root, sorted(ids), SOURCES[root].entries)


def _forget(session: Session, previous: Any) -> None:
    """After a savepoint alone what came before it still holds; something too many is written as it stands in the database."""
    if not previous.nested:
        session.info.pop(PENDING, None)


def in_batches(source: Source, size: int) -> Iterator[list[int]]:
    """The ids of all things of which anything can be found."""
    last = 0
    while ids := source.after(last, size):
        last = ids[-1]
        yield ids
