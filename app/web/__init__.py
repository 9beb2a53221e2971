"""What every page shares and no room owns."""
from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app.web import access, assets, database, errors, finding, headers, health, logs, templates, translated, uploads


def register(app: Flask) -> None:
    if proxies := app.config.get("TRUSTED_PROXIES", 0):
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
    database.register(app)
    logs.register(app)
    finding.register(app)
    access.register(app)
    uploads.register(app)
    headers.register(app)
    errors.register(app)
    assets.register(app)
    templates.register(app)
    translated.register(app)
    app.register_blueprint(health.bp)
