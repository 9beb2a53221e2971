"""Is the process alive, and can it work."""
from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, Response, current_app

from app.extensions import db
from app.web.access import public

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def alive() -> Response:
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
@public
def ready() -> Response:
    """200 when the database answers and every migration has been run, else 503."""
    migrations = str(Path(current_app.root_path).parent / "migrations")
    try:
        current = MigrationContext.configure(db.session.connection()).get_current_revision()
    except Exception:
        db.session.rollback()
        return Response("database does not answer\n", 503, mimetype="text/plain")
    if current != _newest(migrations):
        return Response("migrations are not current\n", 503, mimetype="text/plain")
    return Response("ready\n", mimetype="text/plain")


@cache
def _newest(migrations: str) -> str | None:
    config = Config()
    config.set_main_option("script_location", migrations)
    return ScriptDirectory.from_config(config).get_current_head()
