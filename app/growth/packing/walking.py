"""Reading all of something a page at a time, each in a transaction of its own: nobody waits for a writer's place meanwhile."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.sql.base import ExecutableOption

from app.extensions import db

A_PAGE = 200  # rows


def walked(found: Select[*tuple[Any, ...]], key: Any) -> Iterator[Any]:
    """The rows of `found` in the order of `key`, a column of its first entity; one by one where a row is one thing, else as rows."""
    after: Any = None
    while True:
        page = found.order_by(key).limit(A_PAGE)
        rows = db.session.execute(page if after is None else page.where(key > after)).unique().all()
        let_others_write()
        for row in rows:
            yield row[0] if len(row) == 1 else row
        if len(rows) < A_PAGE:
            return
        after = getattr(rows[-1][0], key.key)


def named(table: Any, ids: Sequence[int], *options: ExecutableOption) -> Iterator[Any]:
    """The rows with these ids, in their order: for what is numbered by chance. What is gone meanwhile is left out."""
    for at in range(0, len(ids), A_PAGE):
        some = ids[at:at + A_PAGE]
        rows = {row.id: row for row in db.session.scalars(select(table).where(table.id.in_(some)).options(*options)).unique()}
        let_others_write()
        yield from (rows[each] for each in some if each in rows)


def let_others_write() -> None:
    """On SQLite whoever reads outside a request holds the writer's place."""
    db.session.commit()
