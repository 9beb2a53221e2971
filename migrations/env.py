"""Runs migrations through Flask-Migrate: the app's engine, the app's tables, one transaction a step."""
from alembic import context
from flask import current_app

from app.extensions import db
from app.search.models import is_a_table_of_ours
from app.web.clock import UtcDateTime

target = db.metadata


def plain_types(kind: str, item: object, autogen_context: object) -> str | bool:
    """A migration must still run when our own type is long gone: it names the type of the database."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def run() -> None:
    settings = current_app.extensions["migrate"].configure_args
    with db.engine.connect() as connection:
        _run_on(connection, settings)
        connection.commit()


def _run_on(connection, settings) -> None:
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        # A table that is made anew in a batch step is dropped and renamed: what points at it must not be checked meanwhile.
        connection.detach()  # this connection goes to nobody else afterwards
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    context.configure(connection=connection, target_metadata=target, transactional_ddl=True, render_item=plain_types,
                      include_object=is_a_table_of_ours, **settings)
    with context.begin_transaction():
        context.run_migrations()
    if sqlite:
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"rows point at nothing after this migration: {broken[:5]}")


run()
