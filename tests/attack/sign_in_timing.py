"""Does the time of an answer tell whether an address has an account?

    python -m tests.attack.sign_in_timing

Prints the ratio of the medians, known address with a wrong password to unknown address; above 1.1 or below 0.9 it fails.
The two are asked in turns, so that what else the machine does slows both.
"""
from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from app import create_app
from app.accounts.models import Account
from app.extensions import db
from app.web import clock
from config import from_environment
from tests.people import Person

TIMES = 30
LEAST, MOST = 0.9, 1.1
KNOWN, UNKNOWN = "known@example.org", "unknown@example.org"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        known, unknown = measured(f"sqlite:///{Path(folder) / 'hoego.sqlite'}")
    ratio = median(known) / median(unknown)
    print(f"known {median(known) * 1000:.1f} ms, unknown {median(unknown) * 1000:.1f} ms, ratio {ratio:.3f} (medians of {TIMES})")
    return 0 if LEAST <= ratio <= MOST else 1


def measured(database: str) -> tuple[list[float], list[float]]:
    """Seconds of each answer, for the known and for the unknown address, with passwords hashed as in production."""
    environ = {"HOEGO_SECRET_KEY": "only for tests, never anywhere else, 1234", "DATABASE_URL": database}
    app = create_app({**from_environment(environ), "WTF_CSRF_ENABLED": False, "RATELIMIT_ENABLED": False})
    with app.app_context():
        db.create_all()
        db.session.add(Account.opened_for(KNOWN, "한지우", "a quiet desk on friday", clock.now()))
        db.session.commit()
        browser = Person(app)
        for address in (KNOWN, UNKNOWN):
            seconds(browser, address)  # templates are compiled, connections opened
        pairs = [(seconds(browser, KNOWN), seconds(browser, UNKNOWN)) for _ in range(TIMES)]
        db.session.remove()
        db.engine.dispose()
    return [known for known, _ in pairs], [unknown for _, unknown in pairs]


def seconds(browser: Person, address: str) -> float:
    began = perf_counter()
    answer = browser.post("/sign-in", {"address": address, "password": "not the password"})
    assert answer.status_code == 422, answer.status_code
    return perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
