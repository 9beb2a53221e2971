"""What a page asks of the database, and how the database would answer it."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from app.extensions import db


@contextmanager
def asked(about: Callable[[str], bool]) -> Iterator[list[tuple[str, Any]]]:
    """The statements that run meanwhile and of which `about` is true, each with its parameters, as EXPLAIN takes them."""
    ran: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, *more: Any) -> None:
        if about(statement):
            ran.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield ran
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Of a plan by PostgreSQL's EXPLAIN (FORMAT JSON), the outermost first."""
    yield node
    for inner in node.get("Plans", ()):
        yield from nodes(inner)
