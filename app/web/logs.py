"""One JSON line an event, with the request's id; never a body, a mail address or a key."""
from __future__ import annotations

import logging
import secrets
import sys
import traceback

import structlog
from flask import Flask, Response, g, request
from sqlalchemy.exc import DBAPIError


def register(app: Flask) -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            without_what_was_written,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=not app.testing,
    )

    @app.before_request
    def named() -> None:
        g.request_id = secrets.token_hex(8)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id, method=request.method, endpoint=request.endpoint)

    @app.after_request
    def answered(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.get("request_id", "")
        return response


def without_what_was_written(logger: object, method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """PostgreSQL repeats the row that it refuses, and so what somebody wrote: of its errors only the kind and the place are kept."""
    error = event.get("exc_info")
    error = sys.exc_info()[1] if error is True else error
    if isinstance(error, BaseException) and any(isinstance(each, DBAPIError) for each in _causes_of(error)):
        del event["exc_info"]
        event["exception"] = "".join(
            line for each in _causes_of(error) for line in (*traceback.format_tb(each.__traceback__), f"{_kind(each)}\n"))
    return event


def _causes_of(error: BaseException | None) -> list[BaseException]:
    causes: list[BaseException] = []
    while error is not None and error not in causes:
        causes.append(error)
        error = error.__cause__ or error.__context__
    return causes


def _kind(error: BaseException) -> str:
    state = getattr(error, "sqlstate", None)
    return f"{type(error).__name__} ({state})" if state else type(error).__name__
