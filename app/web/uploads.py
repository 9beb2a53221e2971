"""No form of ours takes a file: a field that comes as one is refused before a form reads it as text."""
from __future__ import annotations

from flask import Flask, abort, request


def register(app: Flask) -> None:
    @app.before_request
    def no_files() -> None:
        if request.method == "POST" and request.files:
            abort(400)
