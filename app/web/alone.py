"""One small statement that is asked again and again, on connections kept for it.

What is done around a statement (a session, a pool, a transaction, rows of types) takes many times as long as the statement, and is what a thousand questions
a second would be made of. Here the statement is compiled once, and its first value comes back as the driver gives it.
"""
from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from contextlib import closing, suppress
from typing import Any

from sqlalchemy import Engine, Select


class Alone:
    """Of each engine one. Whoever asks must be ready for the driver's own errors (`engine.dialect.loaded_dbapi.Error`); the connection is given up then."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._spare: deque[Any] = deque()  # as many as asked at the same moment
        self._compiled: dict[Select[Any], tuple[str, tuple[str, ...] | None, dict[str, Any]]] = {}

    def scalar(self, statement: Select[Any], values: Mapping[str, Any]) -> Any:
        """The first value of the first row; None where there is none. `values` are plain strings and numbers. Nothing is written."""
        sql, places, given = self._compiled.get(statement) or self._compile(statement)
        bound = {**given, **values}
        connection = self._take()
        try:
            with closing(connection.cursor()) as cursor:
                cursor.execute(sql, bound if places is None else [bound[place] for place in places])
                row = cursor.fetchone()
        except BaseException:
            with suppress(Exception):
                connection.close()
            raise
        self._spare.append(connection)
        return row[0] if row else None

    def _compile(self, statement: Select[Any]) -> tuple[str, tuple[str, ...] | None, dict[str, Any]]:
        compiled = statement.compile(dialect=self.engine.dialect)
        places = tuple(compiled.positiontup) if compiled.positional and compiled.positiontup else None  # type: ignore[attr-defined]
        made = self._compiled[statement] = str(compiled), places, dict(compiled.params)
        return made

    def _take(self) -> Any:
        try:
            return self._spare.pop()
        except IndexError:  # each has one
            return self._connect()

    def _connect(self) -> Any:
        """Made as all of the engine are, and then our own. Each statement stands for itself: no transaction is opened around it."""
        pooled = self.engine.raw_connection()
        connection = pooled.dbapi_connection
        pooled.detach()
        if self.engine.dialect.name == "postgresql":
            connection.autocommit = True  # type: ignore[union-attr]
        return connection
