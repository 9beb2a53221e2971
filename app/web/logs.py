"""One JSON line an event, with the request's id; never a body, a mail address or a key."""
from __future__ import annotations

import logging
import secrets
import sys

import structlog
from flask import Flask, Response, g, request


def register(app: Flask) -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
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
