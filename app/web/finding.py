"""Finding one thing within what the reader may see; what is not there and what may not be seen are the same 404."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from flask import Flask, abort
from sqlalchemy import Select, inspect

from app.extensions import db

Found = TypeVar("Found")

LARGEST_ID = 2**63 - 1
LARGEST_NUMBER = 2**31 - 1  # of a week, of a version: what PostgreSQL's integer holds


def register(app: Flask) -> None:
    @app.url_value_preprocessor
    def within_reach(endpoint: str | None, values: dict[str, Any] | None) -> None:
        """A number in an address that is larger than any key (what ends in `_id`) or number leads nowhere; the database would refuse even to look for it."""
        if any(isinstance(value, int) and value > (LARGEST_ID if name.endswith("_id") else LARGEST_NUMBER) for name, value in (values or {}).items()):
            abort(404)


def number(typed: object) -> int:
    """A key that came in a field or an address; what cannot be one is 0, which is nobody's."""
    told = str(typed or "")
    return int(told) if told.isascii() and told.isdigit() and len(told) <= len(str(LARGEST_ID)) and int(told) <= LARGEST_ID else 0


def get_or_404(found: Select[Found], values: Mapping[str, Any] | None = None) -> Found:
    """The one row of `found`, or the page that says it is not here. `values` are for the parameters that it leaves open."""
    row = db.session.scalars(found, values).unique().one_or_none()
    if row is None:
        abort(404)
    return row


def lock_or_404(found: Select[Found], values: Mapping[str, Any] | None = None) -> Found:
    """As get_or_404, and nobody else changes the row before this transaction ends (on SQLite the writer is alone anyway).

    A row that was read before it was locked is read once more; relationships that the request has loaded stay loaded. Rows that point at it
    can still be written meanwhile (`key_share`): PostgreSQL looks for the row behind every foreign key, and two that wait for each other's are stuck.
    """
    (entity,) = {description["entity"] for description in found.column_descriptions}
    read_before = [thing for thing in db.session if isinstance(thing, entity)]
    row = get_or_404(found.with_for_update(of=entity, key_share=True), values)
    if row in read_before:
        db.session.refresh(row, [column.key for column in inspect(entity).column_attrs])
    return row
