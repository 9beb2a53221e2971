"""Revision 0003 goes up and down with images in it, on the database under test."""
from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import MetaData, inspect

from app import create_app
from app.extensions import db
from tests import factories

MIGRATIONS = str(Path(__file__).parent.parent.parent / "migrations")
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def bare(settings: dict[str, object], tmp_path: Path) -> Iterator[Flask]:
    from tests import postgres

    on_postgres = os.environ.get("HOEGO_TEST_DATABASE") == "postgres"
    with postgres.database() if on_postgres else nullcontext(f"sqlite:///{tmp_path / 'bare.sqlite'}") as url:
        app = create_app({**settings, "SQLALCHEMY_DATABASE_URI": url})
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()


def test_images_go_and_everything_else_stays(bare: Flask) -> None:
    upgrade(MIGRATIONS, "0003")
    tables = MetaData()
    with db.engine.begin() as connection:
        tables.reflect(connection)
        for name, row in _rows().items():
            connection.execute(tables.tables[name].insert(), row)
    downgrade(MIGRATIONS, "0002")
    assert not {"images", "image_contents", "image_uses"} & set(inspect(db.engine).get_table_names())
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("select count(*) from memberships").scalar() == 1
    upgrade(MIGRATIONS, "0003")
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("select count(*) from images").scalar() == 0


def _rows() -> dict[str, dict[str, object]]:
    return {
        "cohorts": {"id": 1, "slug": "ai-7", "name": "7기", "timezone": "UTC", "starts_on": date(2026, 9, 1), "week_count": 4, "due_weekday": 4, "due_time": time(18),
                    "promise_hours": 24, "waiting_count": 0, "created_at": NOW},
        "accounts": {"id": 1, "address": "a@example.org", "name": "한지우", "password_hash": "x", "mails_answers": True, "created_at": NOW},
        "memberships": {"id": 1, "cohort_id": 1, "account_id": 1, "role": "camper", "unread_count": 0, "joined_at": NOW},
        "images": {"id": 1, "cohort_id": 1, "author_id": 1, "key": "0" * 32, "sent_hash": "0" * 64, "kind": "image/png", "width": 1, "height": 1,
                   "size": len(factories.A_DOT), "name": "", "made_at": NOW},
        "image_contents": {"image_id": 1, "content": factories.A_DOT},
        "image_uses": {"image_id": 1, "kind": "review", "thing_id": 1},
    }
