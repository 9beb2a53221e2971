"""How the two databases are opened: SQLite for one machine, PostgreSQL when one is not enough."""
from __future__ import annotations

import sqlite3
from typing import Any

from flask import Flask, g, has_request_context, request
from sqlalchemy import BigInteger, Engine, Integer, event
from sqlalchemy.dialects import postgresql, sqlite

from app.extensions import db
from app.web import plain_states

BUSY_FOR = 10  # seconds that a writer waits for another before the page says 503
READING = frozenset({"GET", "HEAD", "OPTIONS"})

# 64 bits on both: only "INTEGER PRIMARY KEY" is a row's own key on SQLite.
PLAINLY = {"synchronize_session": False}  # of statements on rows that no page of this request holds
BigId = BigInteger().with_variant(Integer, "sqlite")


def insert_into(table: Any) -> Any:
    """INSERT as the database at hand has it, with its `on_conflict_do_update` and `on_conflict_do_nothing`: of two at once there is one row."""
    return sqlite.insert(table) if db.session.get_bind().dialect.name == "sqlite" else postgresql.insert(table)


def write_from_now_on() -> None:
    """For the little that a GET writes (what comes back from elsewhere, when a token was used): ends the transaction, and the next one may write."""
    db.session.commit()
    g.writes = True


def read_from_now_on() -> None:
    """Keeps what was written since `write_from_now_on`; the rest of the request stops no writer."""
    db.session.commit()
    g.pop("writes", None)


def engine_options(url: str) -> dict[str, object]:
    """How to open `url`. What a statement was given is never logged: it is what people wrote."""
    if url.startswith("sqlite"):
        return {"hide_parameters": True, "connect_args": {"timeout": BUSY_FOR, "isolation_level": None}}
    return {
        "hide_parameters": True,
        "pool_pre_ping": True,
        "pool_size": 5,
        "max_overflow": 5,
        "pool_timeout": BUSY_FOR,
        "connect_args": {"connect_timeout": BUSY_FOR, "options": f"-c lock_timeout={BUSY_FOR * 1000} -c timezone=UTC"},
    }


def register(app: Flask) -> None:
    plain_states.register()
    with app.app_context():
        prepare(db.engine)


def prepare(engine: Engine) -> None:
    """Give a SQLite engine what Hoego promises of a commit: it is on the disk, and foreign keys hold."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def connected(connection: sqlite3.Connection, record: object) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-32000", "mmap_size=268435456"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begun(connection) -> None:
        # A read followed by a write fails at once when another wrote in between, so a request that may write takes
        # the writer's place first; one that only reads must not, or it would stop every writer.
        reading = has_request_context() and request.method in READING and "writes" not in g
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
