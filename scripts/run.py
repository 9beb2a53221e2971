"""What `make run` does after `make setup`: migrations, a demo cohort into an empty database, and then, until Ctrl-C,

the server (granian), the worker that tells people (`flask tell`) and a mail server that only keeps what it is sent.
PORT, WORKERS, DATABASE_URL and every HOEGO_… setting of config.py are taken from the environment.
"""
from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from types import FrameType

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import SQLAlchemyError

import instance
from mail_catcher import MailCatcher

sys.path.insert(0, str(instance.ROOT))
from config import ConfigurationError, from_environment

HOST = os.environ.get("HOST") or "127.0.0.1"
ACCOUNTS = ("camper", "peer", "mentor", "mentor2", "staff")
PATIENCE = 30  # seconds for the server to answer, and for a child to finish what it does


class Stop(Exception):
    """Nothing can go on; the message says why."""


def main() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _asked_to_stop)
    environ = instance.environment()
    _check_settings(environ)
    _check_port(environ["PORT"])
    prepare(environ)
    with MailCatcher(instance.MAILS) as catcher:
        if not environ.get("HOEGO_MAIL_SERVER"):
            environ |= {"HOEGO_MAIL_SERVER": catcher.host, "HOEGO_MAIL_PORT": str(catcher.port)}
        serve(environ)


def prepare(environ: dict[str, str]) -> None:
    """Bring the database to the newest migration; give an empty one the demo cohort."""
    url = from_environment(environ)["SQLALCHEMY_DATABASE_URI"]
    if not _ask(str(url), _is_current):
        if instance.run(environ, "flask", "--app", "wsgi", "db", "upgrade"):
            raise Stop("The database could not be brought up to date.")
        if instance.run(environ, "flask", "--app", "wsgi", "index", "rebuild", "--if-needed"):
            raise Stop("What is found by its words could not be brought up to date.")
    if instance.public(environ) or not _ask(str(url), _is_empty):
        return
    print("Writing a demo cohort …", flush=True)
    if instance.run(environ, "flask", "--app", "wsgi", "demo"):
        raise Stop("The demo cohort could not be written.")


def serve(environ: dict[str, str]) -> None:
    """Server and worker, until a signal ends them or one of them ends by itself (Stop)."""
    children = {"The server": _start(environ, *_granian(environ))}
    try:
        _wait_until_alive(environ, children)
        children["The worker that tells people"] = _start(environ, "flask", "--app", "wsgi", "tell")
        _greet(environ)
        while True:
            _check(children)
            time.sleep(0.2)
    finally:
        _end(children)


def _granian(environ: dict[str, str]) -> tuple[str, ...]:
    """As a warning it would remark that these are many threads: nearly all of them only wait (docs/decisions/0018)."""
    return (
        "granian", "wsgi:app", "--interface", "wsgi", "--no-ws", "--host", HOST, "--port", environ["PORT"],
        "--workers", environ.get("WORKERS") or "2", "--blocking-threads", "128", "--log-level", "error",
        "--respawn-failed-workers", "--respawn-interval", "1", "--workers-kill-timeout", str(PATIENCE - 5),
    )  # fmt: skip


def _start(environ: dict[str, str], program: str, *arguments: str) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches this process alone, which ends the others in order.
    return subprocess.Popen([instance.PROGRAMS / program, *arguments], cwd=instance.ROOT, env=environ, start_new_session=True)


def _check_settings(environ: dict[str, str]) -> None:
    try:
        from_environment(environ)
    except ConfigurationError as error:
        raise Stop(str(error)) from error


def _check_port(port: str) -> None:
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise Stop(f"PORT must be a number from 1 to 65535, not {port!r}.")
    try:
        socket.create_server((HOST, int(port))).close()
    except OSError as error:
        why = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be had ({os.strerror(error.errno or 0)})"
        raise Stop(f"Port {port} of {HOST} {why}. Choose another: make run PORT={int(port) % 60000 + 1}") from error


def _ask(database_url: str, question: Callable[[Connection], bool]) -> bool:
    engine = create_engine(database_url)
    try:
        with engine.connect() as connection:
            return question(connection)
    except SQLAlchemyError as error:
        raise Stop(f"The database does not answer: {getattr(error, 'orig', error)}") from error
    finally:
        engine.dispose()


def _is_current(connection: Connection) -> bool:
    newest = ScriptDirectory(str(instance.ROOT / "migrations")).get_heads()
    return set(MigrationContext.configure(connection).get_current_heads()) == set(newest)


def _is_empty(connection: Connection) -> bool:
    """Everything in it hangs on somebody's account; tables that an engine keeps for itself (FTS5) are never empty."""
    return connection.execute(text("SELECT 1 FROM accounts LIMIT 1")).first() is None


def _wait_until_alive(environ: dict[str, str], children: dict[str, subprocess.Popen[bytes]]) -> None:
    address = f"http://{HOST}:{environ['PORT']}/healthz"
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        _check(children)
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except urllib.error.HTTPError as error:
            raise Stop(f"The server answers {address} with {error.code}.") from error
        except OSError:
            time.sleep(0.05)
    raise Stop(f"The server did not answer within {PATIENCE} seconds.")


def _check(children: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise Stop(f"{name} ended by itself (exit code {child.returncode}), so everything stops.")


def _end(children: dict[str, subprocess.Popen[bytes]]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    for child in children.values():
        child.terminate()
    until = time.monotonic() + PATIENCE
    for child in children.values():
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _greet(environ: dict[str, str]) -> None:
    print(f"\nHoego is at {environ['HOEGO_BASE_URL']}\n")
    if not instance.public(environ):
        print("  Accounts of the demo cohort (/c/demo/), all with the password hoego-demo:")
        print("\n".join(f"    {name}@demo.example" for name in ACCOUNTS))
    if environ["HOEGO_MAIL_SERVER"] in instance.NEARBY and not os.environ.get("HOEGO_MAIL_SERVER"):
        inside = instance.MAILS.is_relative_to(instance.ROOT)
        print(f"  Mail is not sent but kept in {instance.MAILS.relative_to(instance.ROOT) if inside else instance.MAILS}/")
    print("  Ctrl-C stops it; started again, it keeps everything.\n", flush=True)


def _asked_to_stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        print("\nHoego has stopped.")
    except Stop as stop:
        sys.exit(f"\n{stop}")
