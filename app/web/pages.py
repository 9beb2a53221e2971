"""Long lists go on by key: the address of the next page names the last row shown, never how many came before."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import abort, request
from sqlalchemy import Label, Row, Select, bindparam, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from app.extensions import db
from app.web.clock import UtcDateTime
from app.web.finding import LARGEST_ID

A_PAGE = 30


@dataclass(frozen=True)
class Page:
    """Rows of one page; `after` is what `?after=` carries to the next, None on the last."""

    rows: Sequence[Row[*tuple[Any, ...]]]
    after: str | None


def newest_first(
    rows: Select[*tuple[Any, ...]], at: InstrumentedAttribute[datetime] | Label[datetime], key: InstrumentedAttribute[int], size: int = A_PAGE,
    values: Mapping[str, Any] | None = None,
) -> Page:
    """The page of `rows` that the address asks for, newest first. `rows` must select both columns under their own names;
    `values` are for the parameters that it leaves open."""
    if after := request.args.get("after"):
        rows = rows.where(tuple_(at, key) < tuple_(*_read(after)))
    return _page(rows.order_by(at.desc(), key.desc()), at, key, size, values)


def oldest_first(
    rows: Select[*tuple[Any, ...]], at: InstrumentedAttribute[datetime] | Label[datetime], key: InstrumentedAttribute[int], size: int = A_PAGE,
    values: Mapping[str, Any] | None = None,
) -> Page:
    """As newest_first, the other way round: what waits longest comes first."""
    if after := request.args.get("after"):
        rows = rows.where(tuple_(at, key) > tuple_(*_read(after)))
    return _page(rows.order_by(at, key), at, key, size, values)


def _page(
    rows: Select[*tuple[Any, ...]], at: InstrumentedAttribute[datetime] | Label[datetime], key: InstrumentedAttribute[int], size: int,
    values: Mapping[str, Any] | None,
) -> Page:
    found = db.session.execute(rows.limit(size + 1), values).all()
    if len(found) <= size:
        return Page(found, None)
    last = found[size - 1]
    return Page(found[:size], f"{getattr(last, at.key).timestamp():.6f}_{getattr(last, key.key)}")


def _read(after: str) -> tuple[Any, Any]:
    moment, _, key = after.partition("_")
    try:
        at = datetime.fromtimestamp(float(moment), UTC)
        number = int(key)
    except (ValueError, OverflowError, OSError):
        abort(404)
    if not 0 <= number <= LARGEST_ID:
        abort(404)
    return bindparam("after_at", at, UtcDateTime), bindparam("after_key", number)
