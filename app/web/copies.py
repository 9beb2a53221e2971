"""What somebody takes along: a file of their own, named, that nobody else's cache keeps."""
from __future__ import annotations

from collections.abc import Iterator
from io import SEEK_END, BytesIO
from typing import IO

from flask import Response, send_file


def as_file(content: IO[bytes] | str, name: str, kind: str) -> Response:
    """The content, read from its beginning, as a file to keep; it is closed when it is sent."""
    if isinstance(content, str):
        content = BytesIO(content.encode())
    size = content.seek(0, SEEK_END)
    content.seek(0)
    response = send_file(content, mimetype=kind, as_attachment=True, download_name=name)
    response.content_length = size
    response.headers["Cache-Control"] = "private, no-store"
    return response


def as_file_in_pieces(pieces: Iterator[bytes], size: int, name: str, kind: str) -> Response:
    """The same of what is read while it is sent: `size` bytes, by then without a request or an app around them."""
    response = Response(pieces, mimetype=kind)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.content_length = size
    response.headers["Cache-Control"] = "private, no-store"
    return response
