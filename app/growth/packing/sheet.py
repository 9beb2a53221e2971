"""JSON that is written as it comes: never is the whole of it in memory."""
from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any


class Sheet:
    """Lists and objects are opened, take their parts one by one, and are closed; within an object each part has a `key`."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._is_first = True

    @contextmanager
    def object(self, key: str = "") -> Iterator[None]:
        yield from self._around(key, "{", "}")

    @contextmanager
    def list(self, key: str = "") -> Iterator[None]:
        yield from self._around(key, "[", "]")

    def put(self, value: Any, key: str = "") -> None:
        self._begin(key)
        self._write(json.dumps(value, ensure_ascii=False))

    def _around(self, key: str, opening: str, closing: str) -> Iterator[None]:
        self._begin(key)
        self._write(opening)
        self._is_first = True
        yield
        self._write(f"\n{closing}")
        self._is_first = False

    def _begin(self, key: str) -> None:
        self._write(("" if self._is_first else ",") + "\n" + (f"{json.dumps(key)}: " if key else ""))
        self._is_first = False

    def _write(self, text: str) -> None:
        self._file.write(text.encode("utf-8", "replace"))
