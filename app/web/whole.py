"""A request is let in when all of it has come, and so many at a time.

The server gives each request a thread as soon as its head is there. Whoever sends a body slowly, or promises one and never sends it, would keep that
thread from everybody else; here they keep a thread that does nothing else and costs next to nothing, while `AT_ONCE` others are answered. So the server
may have many threads without many of them being at work at a time, which is slower than a few (docs/decisions/0018).
"""
from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterable
from tempfile import SpooledTemporaryFile
from typing import Any

from flask import Flask

AT_ONCE = 4  # in one process
IN_MEMORY = 64 * 1024  # a longer body is kept in a temporary file
A_PIECE = 64 * 1024


def register(app: Flask) -> None:
    """When every view is known: of no body more is taken than the one of them that takes most."""
    usual = app.config["MAX_CONTENT_LENGTH"]
    most = max(usual, *(getattr(view, "files_at_most", 0) for view in app.view_functions.values()))
    app.wsgi_app = Anteroom(app.wsgi_app, most, usual)  # type: ignore[method-assign]


class Anteroom:
    """A body that promises more than `at_most` bytes is not waited for: it is refused by what it says of itself. One that promises nothing, and comes in
    pieces until it is over (no browser does that), may have `unsaid_at_most`."""

    def __init__(self, inner: Callable[..., Iterable[bytes]], at_most: int, unsaid_at_most: int) -> None:
        self.inner, self.at_most, self.unsaid_at_most = inner, at_most, unsaid_at_most
        self.places = threading.BoundedSemaphore(AT_ONCE)

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        to_come = self._to_come(environ)
        if not to_come:
            return self._answer(environ, start)
        with SpooledTemporaryFile(IN_MEMORY) as body:
            if self._receive(environ, body, to_come):
                return self._answer(environ, start)
        start("400 BAD REQUEST", [("Content-Length", "0")])
        return []

    def _answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        with self.places:
            return self.inner(environ, start)

    def _receive(self, environ: dict[str, Any], body: SpooledTemporaryFile[bytes], left: int) -> bool:
        """Puts `body` in the place of what is still to come. False where the body is cut off: whoever sent it is gone, and hears no answer."""
        try:
            while left and (piece := environ["wsgi.input"].read(min(left, A_PIECE))):
                body.write(piece)
                left -= len(piece)
        except OSError as error:  # no room on the disk: said by a page, where the body is read
            environ["wsgi.input"] = Unreadable(error)
            return True
        if _is_chunked(environ):
            del environ["HTTP_TRANSFER_ENCODING"]
            environ["CONTENT_LENGTH"] = str(body.tell() if left else self.at_most + 1)
        elif left:
            return False
        body.seek(0)
        environ["wsgi.input"] = body
        return True

    def _to_come(self, environ: dict[str, Any]) -> int:
        """How many bytes are to be read at most; 0 where nothing is."""
        if _is_chunked(environ):
            return self.unsaid_at_most + 1
        length = environ.get("CONTENT_LENGTH") or ""
        return int(length) if length.isascii() and length.isdigit() and len(length) < 20 and int(length) <= self.at_most else 0


def _is_chunked(environ: dict[str, Any]) -> bool:
    return "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower()


class Unreadable(io.RawIOBase):
    def __init__(self, error: OSError) -> None:
        self.error = error

    def readable(self) -> bool:
        return True

    def readinto(self, _buffer: Any) -> int:
        raise self.error
