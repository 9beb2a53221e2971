"""A request is let in when all of it has come; what is cut off never comes in."""
from __future__ import annotations

import io
from typing import Any

import pytest

from app.web import whole

A_LOT, A_LITTLE = 1_000_000, 100


class Inner:
    """What would answer; keeps what it was given to read."""

    def __init__(self) -> None:
        self.read: list[bytes | OSError] = []

    def __call__(self, environ: dict[str, Any], start: Any) -> list[bytes]:
        try:
            self.read.append(environ["wsgi.input"].read())
        except OSError as error:
            self.read.append(error)
        start("200 OK", [])
        return [b""]


class Trickle(io.BytesIO):
    """Gives a few bytes at a time, and would wait for ever behind its end."""

    asked_beyond = False

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(min(size or 0, 7) if size and size > 0 else 7)
        self.asked_beyond = self.asked_beyond or not piece
        return piece


@pytest.fixture
def inner() -> Inner:
    return Inner()


def send(inner: Inner, sent: bytes, **said: str) -> tuple[str, Trickle, dict[str, Any]]:
    statuses: list[str] = []
    environ: dict[str, Any] = {"wsgi.input": Trickle(sent), **said}
    source = environ["wsgi.input"]
    whole.Anteroom(inner, A_LOT, A_LITTLE)(environ, lambda status, headers: statuses.append(status))
    return statuses[0], source, environ


def test_all_of_it_is_there_and_no_more_is_asked_for(inner: Inner):
    status, source, _environ = send(inner, b"text=" + b"a" * 200_000, CONTENT_LENGTH="200005")

    assert (status, inner.read) == ("200 OK", [b"text=" + b"a" * 200_000])
    assert not source.asked_beyond


def test_what_is_cut_off_never_comes_in(inner: Inner):
    status, _source, _environ = send(inner, b"text=a", CONTENT_LENGTH="5000")

    assert (status, inner.read) == ("400 BAD REQUEST", [])


def test_in_pieces_of_unsaid_length_it_is_as_long_as_it_was(inner: Inner):
    _status, _source, environ = send(inner, b"text=abc", HTTP_TRANSFER_ENCODING="chunked")

    assert inner.read == [b"text=abc"]
    assert environ["CONTENT_LENGTH"] == "8"
    assert "HTTP_TRANSFER_ENCODING" not in environ


def test_in_pieces_too_many_it_is_too_long_for_everything(inner: Inner):
    _status, source, environ = send(inner, b"a" * 500, HTTP_TRANSFER_ENCODING="chunked")

    assert source.tell() <= A_LITTLE + 1
    assert int(environ["CONTENT_LENGTH"]) > A_LOT


@pytest.mark.parametrize("length", ["", "0", "-5", "٣", "many", "9" * 30, str(A_LOT + 1)])
def test_what_promises_nothing_that_could_be_read_is_not_waited_for(inner: Inner, length: str):
    _status, source, environ = send(inner, b"a", CONTENT_LENGTH=length)

    assert environ["wsgi.input"] is source
    assert len(inner.read) == 1


def test_where_the_disk_is_full_that_is_met_by_whoever_reads(inner: Inner, monkeypatch: pytest.MonkeyPatch):
    def full(*_more: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.SpooledTemporaryFile.write", full)
    status, _source, _environ = send(inner, b"text=abc", CONTENT_LENGTH="8")

    assert status == "200 OK"
    assert isinstance(inner.read[0], OSError)


def test_so_many_are_answered_at_once_and_no_more():
    room = whole.Anteroom(lambda environ, start: [str(room.places._value).encode()], A_LOT, A_LITTLE)

    assert room({}, print) == [str(whole.AT_ONCE - 1).encode()]
    assert room.places._value == whole.AT_ONCE
