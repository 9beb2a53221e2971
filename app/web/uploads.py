"""Files come only to views that take them; to any other a field that comes as a file is refused before a form reads it as text."""
from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, abort, current_app, request

View = TypeVar("View", bound=Callable[..., object])
Sentence = Callable[[], str]


def takes_files(*, at_most: int, sentence: Sentence | None = None) -> Callable[[View], View]:
    """Marks a view whose form takes files: `at_most` bytes are read of a whole request, in place of the app's MAX_CONTENT_LENGTH.

    A larger one is refused (413) before it is read; `sentence()` then says why, in the reader's language.
    """

    def marked(view: View) -> View:
        view.files_at_most, view.too_large = at_most, sentence  # type: ignore[attr-defined]
        return view

    return marked


def too_large() -> str:
    """What the view of this request says when too much was sent; '' where it has nothing of its own to say."""
    sentence: Sentence | None = getattr(_view(), "too_large", None)
    return sentence() if sentence else ""


def register(app: Flask) -> None:
    @app.url_value_preprocessor
    def as_much_as_the_view_takes(endpoint: str | None, values: dict[str, object] | None) -> None:
        # Before anything reads the body: the token against forged requests may stand in it.
        if (at_most := getattr(_view(), "files_at_most", None)) is not None:
            request.max_content_length = at_most

    @app.before_request
    def files_only_where_they_are_taken() -> None:
        if request.method == "POST" and not hasattr(_view(), "files_at_most") and request.files:
            abort(400)


def _view() -> object:
    return current_app.view_functions.get(request.endpoint or "")
