"""Writing the index: in the transaction that writes what is to be found."""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, insert, select, update

from app.extensions import db
from app.search import analyzer
from app.search.models import A_TERM, ALL, SearchDocument, SearchTerm
from app.web.database import insert_into

TABLE = cast(Table, SearchDocument.__table__)
AT_ONCE = 500  # ids in one statement
Tally = Counter[tuple[int, str]]  # how many documents more of a cohort hold these concepts


@dataclass(frozen=True)
class Entry:
    """Something that can be found by its words from now on. `about` is what it is compared by with what is like it; "" where that is never asked."""

    kind: str
    source_id: int
    root_id: int
    cohort_id: int
    text: str
    readers: tuple[str, ...]  # see readers.py
    title: str = ""
    about: str = ""
    week: int | None = None
    author_id: int | None = None
    is_named: bool = True
    with_others: tuple[int, ...] = ()  # who else wrote in it, under their names
    detail: str = ""
    tags: tuple[str, ...] = ()
    has_code: bool = False
    address: str = ""
    shown_at: datetime | None = None

    def row(self, root: str) -> dict[str, Any]:
        """Its document; what its words are is worked out later, where something changed."""
        return {"kind": self.kind, "source_id": self.source_id, "cohort_id": self.cohort_id, "root": root, "root_id": self.root_id, "week": self.week,
                "author_id": self.author_id, "is_named": self.is_named, "detail": self.detail, "tags": ",".join(self.tags), "address": self.address,
                "shown_at": self.shown_at, "title": self.title, "text": self.text}

    def marks(self) -> list[str]:
        """Who finds it, and by which choices."""
        whose = [] if self.author_id is None else [f"by:{self.author_id}" if self.is_named else f"bg:{self.author_id}"]
        return [*self.readers, f"in:{self.kind}", *whose, *(f"by:{other}" for other in self.with_others if other != self.author_id or self.is_named),
                *([f"w:{self.week}"] if self.week is not None else []), *([f"is:{self.detail}"] if self.detail else []), *map(tag_mark, self.tags),
                *(["has:code"] if self.has_code else []), *(["is:asked"] if self.about else [])]


def tag_mark(name: str) -> str:
    return "#" + name.replace(" ", "_")


def put(root: str, root_ids: Collection[int], entries_of: Callable[[Collection[int]], Collection[Entry]], *, anew: bool = False) -> int:
    """What of these things can be found is what `entries_of` them says, and nothing else; gives how many documents changed.

    They are read after the documents: what somebody else writes meanwhile is then newer than what is known of it, never older. What the index says
    already is not worked out again, unless `anew`. A statement to look, and one each for what is new, changed and gone, however many they are.
    """
    known = _known(root, root_ids)
    entries = entries_of(root_ids)
    left = {(entry.kind, entry.source_id) for entry in entries}
    gone = [row for key, row in known.items() if key not in left]
    changed, tally = _write(root, entries, known, anew)
    if gone:
        db.session.execute(delete(SearchDocument).where(SearchDocument.id.in_([row.id for row in gone])), execution_options={"synchronize_session": False})
        for row in gone:
            tally[row.cohort_id, row.concepts] -= 1
    _keep_counts(tally)
    return changed + len(gone)


def add(root: str, entries: Collection[Entry]) -> None:
    """As `put`, of what was never in the index: it is not looked for there."""
    _keep_counts(_write(root, entries, {}, False)[1])


def differences(root: str, root_ids: Collection[int], entries_of: Callable[[Collection[int]], Collection[Entry]]) -> list[tuple[int, str]]:
    """Where the index says otherwise than `entries_of` these things: (id of the thing, "missing", "left over" or "different"), each thing once."""
    known, found = _known(root, root_ids), dict[int, str]()
    for entry in entries_of(root_ids):
        before = known.pop((entry.kind, entry.source_id), None)
        if before is None:
            found[entry.root_id] = "missing"
        elif not _says_the_same(before, entry.row(root), entry.marks()) or (before.concepts, before.words) != _worked_out(entry):
            found.setdefault(entry.root_id, "different")
    for row in known.values():
        found.setdefault(row.root_id, "left over")
    return sorted(found.items())


def _worked_out(entry: Entry) -> tuple[str, str]:
    """(concepts, words) of it."""
    concepts = analyzer.kept_concepts(entry.about, entry.cohort_id) if entry.about else ""
    return concepts, analyzer.kept_words(entry.title, entry.text, entry.marks())


def _write(root: str, entries: Collection[Entry], known: dict[tuple[str, int], Any], anew: bool) -> tuple[int, Tally]:
    added, changed, tally = [], [], Tally()
    for entry in entries:
        before, row = known.get((entry.kind, entry.source_id)), entry.row(root)
        if before is not None and not anew and _says_the_same(before, row, entry.marks()):
            continue
        concepts, words = _worked_out(entry)
        row |= {"analyzer": analyzer.VERSION, "concepts": concepts, "words": words}
        if before is None:
            added.append(row)
        else:
            tally[before.cohort_id, before.concepts] -= 1
            changed.append({"document_id": before.id, **row})
        tally[entry.cohort_id, concepts] += 1
    if added:
        _add(added)
    if changed:
        db.session.connection().execute(update(TABLE).where(TABLE.c.id == bindparam("document_id")), changed)
    return len(added) + len(changed), tally


def _says_the_same(before: Any, row: dict[str, Any], marks: list[str]) -> bool:
    return (before.analyzer == analyzer.VERSION and all(getattr(before, name) == value for name, value in row.items())
            and before.words.startswith(" ".join([*marks, analyzer.END_OF_MARKS])))


def _add(rows: list[dict[str, Any]]) -> None:
    """On SQLite thousands a statement (which is what SQLAlchemy makes of many rows that give something back): FTS5 writes what it holds at
    the end of each. PostgreSQL is quicker row by row."""
    many = insert(TABLE).returning(TABLE.c.id) if db.session.get_bind().dialect.name == "sqlite" else insert(TABLE)
    db.session.connection().execute(many, rows, execution_options={"insertmanyvalues_page_size": 1500})


def _known(root: str, root_ids: Collection[int]) -> dict[tuple[str, int], Any]:
    ids, found = list(root_ids), {}
    for start in range(0, len(ids), AT_ONCE):
        for row in db.session.execute(select(TABLE).where(TABLE.c.root == root, TABLE.c.root_id.in_(ids[start:start + AT_ONCE]))):
            found[row.kind, row.source_id] = row
    return found


def _keep_counts(tally: Tally) -> None:
    """Always in the same order: two transactions that count the same terms wait for each other, and never in a circle."""
    counts = Counter[tuple[int, str]]()
    for (cohort_id, concepts), by in tally.items():
        if concepts:
            for term in (*analyzer.terms_of(concepts), ALL):
                counts[cohort_id, term[:A_TERM]] += by
    rows = [{"cohort_id": cohort_id, "term": term, "documents": by} for (cohort_id, term), by in sorted(counts.items()) if by]
    for batch in _batches(rows):
        statement = insert_into(SearchTerm).values(batch)
        db.session.connection().execute(statement.on_conflict_do_update(
            index_elements=["cohort_id", "term"], set_={"documents": SearchTerm.documents + statement.excluded.documents}))


def _batches(rows: list[dict[str, Any]], size: int = 2000) -> Iterable[list[dict[str, Any]]]:
    for start in range(0, len(rows), size):
        yield rows[start:start + size]
