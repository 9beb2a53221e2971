"""Headers that every answer carries, errors too."""
from __future__ import annotations

from flask import Flask, Response, request

POLICY = "; ".join((
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
))
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
A_YEAR = 31_536_000
FOUND = frozenset({200, 206, 304})


def of_every_answer(app: Flask) -> dict[str, str]:
    secure = {"Strict-Transport-Security": f"max-age={A_YEAR}; includeSubDomains"} if app.config["SESSION_COOKIE_SECURE"] else {}
    return HEADERS | secure


def register(app: Flask) -> None:
    always = of_every_answer(app)

    @app.after_request
    def guarded(response: Response) -> Response:
        for name, value in always.items():
            response.headers.setdefault(name, value)  # a view may allow less: an image allows nothing
        if request.endpoint == "static" and response.status_code in FOUND:
            # The address holds a hash of the content, so it never changes. What is not there may be there tomorrow.
            hashed = "v" in request.args or "/vendor/" in request.path
            response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable" if hashed else "no-cache"
        else:
            response.headers.setdefault("Cache-Control", "private, no-cache")
            response.headers.add("Vary", "Cookie")
        return response
