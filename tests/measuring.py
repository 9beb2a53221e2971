"""The database under test, and an app on an empty database of its own, for measuring: SQLite in a temporary folder, or PostgreSQL with `HOEGO_TEST_DATABASE=postgres`."""
from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from app import create_app
from app.extensions import db
from config import from_environment


def database_url(folder: Path) -> str:
    if os.environ.get("HOEGO_TEST_DATABASE") == "postgres":
        from tests import postgres

        return postgres.url()
    return f"sqlite:///{folder / 'hoego.sqlite'}"


@contextmanager
def empty_app() -> Iterator[Flask]:
    """In its context, with all tables; gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(from_environment({"HOEGO_SECRET_KEY": "only for measuring, on one machine, 0123456789", "DATABASE_URL": database_url(Path(folder))}))
        with app.app_context():
            db.create_all()
            yield app
            db.session.remove()
            db.drop_all()
            db.engine.dispose()
