"""What every test may ask for: an app on a database of its own, people, a clock, a count of statements."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import settings as hypothesis_settings
from sqlalchemy import event, inspect

from app import create_app
from app.accounts import models as accounts
from app.cohorts.models import Cohort, Membership, Team
from app.extensions import db, limiter
from app.search.sources import write_pending
from app.web import clock
from config import from_environment
from tests import factories
from tests.clock import FRIDAY_EVENING, Clock
from tests.measuring import database_url
from tests.people import Person

# The same examples each time, and as much time as a busy machine takes; `pytest --hypothesis-profile=searching` looks for new ones.
hypothesis_settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis_settings.register_profile("searching", derandomize=False, deadline=None, print_blob=True)
hypothesis_settings.load_profile("steady")


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    environ = {"HOEGO_SECRET_KEY": "only for tests, never anywhere else, 1234", "DATABASE_URL": database_url(tmp_path_factory.mktemp("database"))}
    return {**from_environment(environ), "TESTING": True, "PROPAGATE_EXCEPTIONS": False, "WTF_CSRF_ENABLED": False,
            "MAIL_BACKEND": "locmem"}


@pytest.fixture(scope="session")
def whole_app(settings: dict[str, object]) -> Iterator[Flask]:
    """The app, once a process, on a database with all tables."""
    # Hashing is meant to be slow; here only its right use is of interest.
    accounts.hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    accounts.NOBODYS_HASH = accounts.hasher.hash("nobody")
    app = create_app(settings)
    limiter.enabled = False
    with app.app_context():
        db.create_all()
        yield app
        db.drop_all()
        db.engine.dispose()


@pytest.fixture
def app(whole_app: Flask) -> Iterator[Flask]:
    """The app with an empty database."""
    with whole_app.app_context():
        yield whole_app
        db.session.remove()
        empty()
    whole_app.config.update(WTF_CSRF_ENABLED=False)


@pytest.fixture
def limits(app: Flask) -> Iterator[None]:
    """Limits are on, and nothing was tried yet."""
    limiter.reset()
    limiter.enabled = True
    yield
    limiter.enabled = False
    limiter.reset()


def empty() -> None:
    with db.engine.begin() as connection:
        for table in reversed(db.metadata.sorted_tables):
            connection.execute(table.delete())


@pytest.fixture(autouse=True)
def the_clock(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Clock | None:
    """Time stands still on a Friday evening; `the_clock.move(hours=1)`. Tests in a browser and on a server of its own live in real time."""
    if any(request.node.get_closest_marker(marker) for marker in ("browser", "served")):
        return None
    still = Clock(FRIDAY_EVENING)
    monkeypatch.setattr(clock, "now", still.now)
    return still


@pytest.fixture
def cohort(app: Flask) -> Cohort:
    return factories.cohort()


@pytest.fixture
def team(cohort: Cohort) -> Team:
    return factories.team("2조", cohort)


@pytest.fixture
def camper(team: Team) -> Membership:
    return factories.member("camper", "한지우", team=team)


@pytest.fixture
def peer(team: Team) -> Membership:
    """A camper of the same team."""
    return factories.member("camper", "김서연", team=team)


@pytest.fixture
def other_team(cohort: Cohort) -> Membership:
    """A camper of another team."""
    return factories.member("camper", "이도현", team=factories.team("4조", cohort))


@pytest.fixture
def mentor(cohort: Cohort) -> Membership:
    return factories.member("mentor", "박민서")


@pytest.fixture
def another_mentor(cohort: Cohort) -> Membership:
    return factories.member("mentor", "최유진")


@pytest.fixture
def staff(cohort: Cohort) -> Membership:
    return factories.member("staff", "오수빈")


@pytest.fixture
def as_camper(app: Flask, camper: Membership) -> Person:
    return Person(app, camper.account)


@pytest.fixture
def as_peer(app: Flask, peer: Membership) -> Person:
    return Person(app, peer.account)


@pytest.fixture
def as_other_team(app: Flask, other_team: Membership) -> Person:
    return Person(app, other_team.account)


@pytest.fixture
def as_mentor(app: Flask, mentor: Membership) -> Person:
    return Person(app, mentor.account)


@pytest.fixture
def as_another_mentor(app: Flask, another_mentor: Membership) -> Person:
    return Person(app, another_mentor.account)


@pytest.fixture
def as_staff(app: Flask, staff: Membership) -> Person:
    return Person(app, staff.account)


@pytest.fixture
def as_stranger(app: Flask, cohort: Cohort) -> Person:
    """Somebody with an account and no cohort."""
    return Person(app, factories.account("낯선이"))


@pytest.fixture
def as_nobody(app: Flask, cohort: Cohort) -> Person:
    return Person(app)


class Statements(list[str]):
    """The SQL that ran, without the words that open and close a transaction."""


@pytest.fixture
def statements(app: Flask):
    """`with statements() as ran: …`, then `len(ran)`."""

    @contextmanager
    def counting() -> Iterator[Statements]:
        ran = Statements()

        def note(connection, cursor, statement: str, *more) -> None:
            if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "PRAGMA")):
                ran.append(statement)

        write_pending()  # what the test itself wrote
        event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield ran
        finally:
            event.remove(db.engine, "before_cursor_execute", note)

    return counting


@pytest.fixture
def on_postgres(app: Flask) -> bool:
    return inspect(db.engine).dialect.name == "postgresql"
