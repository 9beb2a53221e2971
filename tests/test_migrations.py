"""Every revision up and down, with rows in it, on the database under test; and no difference between models and tables."""
from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select, text

from app import create_app
from app.cohorts.models import Cohort
from app.extensions import db
from app.questions.models import Question
from tests import factories
from tests.people import Person

MIGRATIONS = str(Path(__file__).parent.parent / "migrations")
REVISIONS = [script.revision for script in ScriptDirectory(MIGRATIONS).walk_revisions()][::-1]


@pytest.fixture
def bare(settings: dict[str, object], tmp_path: Path) -> Iterator[Flask]:
    """An app on a database without a single table."""
    with an_empty_database(tmp_path) as url:
        app = create_app({**settings, "SQLALCHEMY_DATABASE_URI": url})
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()


def an_empty_database(folder: Path) -> AbstractContextManager[str]:
    if os.environ.get("HOEGO_TEST_DATABASE") == "postgres":
        from tests import postgres

        return postgres.database()
    return nullcontext(f"sqlite:///{folder / 'bare.sqlite'}")


def differences() -> list[object]:
    with db.engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), db.metadata)


def test_the_tables_are_what_the_models_say(bare):
    upgrade(MIGRATIONS)

    assert differences() == []


def test_every_revision_goes_up_and_down(bare):
    for revision in REVISIONS:
        upgrade(MIGRATIONS, revision)
        downgrade(MIGRATIONS, "-1")
        upgrade(MIGRATIONS, revision)
    downgrade(MIGRATIONS, "base")

    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}


def test_rows_survive_the_last_revision_down_and_up(bare):
    upgrade(MIGRATIONS)
    camper = factories.member(team=factories.team())
    factories.question("gather는 어떻게 쓰나요?", camper, tags=("pytorch",))
    db.session.commit()
    db.session.remove()
    if len(REVISIONS) > 1:
        downgrade(MIGRATIONS, "-1")
        upgrade(MIGRATIONS)

    assert db.session.scalar(select(Question.text)) == "gather는 어떻게 쓰나요?"
    assert db.session.scalar(select(Cohort.slug)) == "ai-7"


def test_an_upgrade_can_be_run_again(bare):
    upgrade(MIGRATIONS)
    upgrade(MIGRATIONS)

    assert db.session.execute(text("select version_num from alembic_version")).scalars().all() == [REVISIONS[-1]]


def test_readiness_waits_for_the_migrations(bare):
    client = Person(bare)
    assert client.get("/readyz").status_code == 503
    upgrade(MIGRATIONS)
    assert client.get("/readyz").status_code == 200
