"""What `make run` keeps between starts: a secret key of this place alone, its database and its mails.

They are in instance/, or in the folder that HOEGO_INSTANCE names.

    scripts/instance.py flask --app wsgi …      runs a command in the environment that `make run` gives the app
"""
from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("HOEGO_INSTANCE") or ROOT / "instance").absolute()
MAILS = FOLDER / "mail"
PROGRAMS = Path(sys.executable).parent
NEARBY = {"127.0.0.1", "localhost", "::1"}


def environment() -> dict[str, str]:
    """The environment of the app: what is set already stays; what is missing gets a value that runs on one machine."""
    FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
    MAILS.mkdir(mode=0o700, exist_ok=True)
    port = os.environ.get("PORT") or "8000"
    missing = {
        "HOEGO_SECRET_KEY": _secret_key,
        "DATABASE_URL": lambda: f"sqlite:///{FOLDER / 'hoego.sqlite'}",
        "HOEGO_BASE_URL": lambda: f"http://127.0.0.1:{port}",
    }
    made = {name: make() for name, make in missing.items() if not os.environ.get(name)}
    return {**os.environ, "PYTHONPATH": str(ROOT), **made, "PORT": port}


def public(environ: dict[str, str]) -> bool:
    """Is this Hoego at an address that others type? Then it gets no demo accounts, whose password everybody knows."""
    return urlsplit(environ["HOEGO_BASE_URL"]).hostname not in NEARBY


def run(environ: dict[str, str], program: str, *arguments: str) -> int:
    """Run one of .venv's programs at the root of the project and wait; gives its exit code."""
    return subprocess.run([PROGRAMS / program, *arguments], cwd=ROOT, env=environ, check=False).returncode


def _secret_key() -> str:
    path = FOLDER / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), "ascii")
    return path.read_text("ascii")


if __name__ == "__main__":
    sys.exit(run(environment(), sys.argv[1], *sys.argv[2:]))
