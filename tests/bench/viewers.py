"""Many people with a page open that is kept up to date, and what that costs everybody else.

    python -m tests.bench.viewers [--viewers 240] [--database sqlite|postgres] [--seconds 12] [--rounds 3] [--every 0.8] [--changes 1]

Teams of six are in their peer sessions, as the session's page has it: each asks for news every 0.8 s, loads the page again when something is new,
and says every 20 s that it is looked at. Something changes in one session after the other, every second. Each round: viewers alone, others alone
(16 clients that read a list of questions as fast as they can), and both. Of others' pages the ratio counts, with viewers to without. It is fair where nothing
else runs: viewers ask as often on a slow machine, so they take a larger part of it. Ends with an error when an answer was one, or when others' pages
take more than 1.5 times as long.
"""
from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from argon2 import PasswordHasher
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import create_engine, text

from tests.bench import spending
from tests.bench.serving import Measured, load, serving
from tests.bench.watching import Viewer, Watched, percentile, watch

KEY = "only for measuring, on one machine, 0123456789"
RAW = "0123456789abcdef0123456789abcdef01234567"  # of the proof against forgery, for everybody
A_TEAM = 6
TOO_SLOW = 1.5
CHANGE = "UPDATE peer_sessions SET version = version + 1 WHERE team_id = :team"  # as whatever the pages of a session show
OTHERS_READ = "/c/ai-7/questions/"


@dataclass(frozen=True)
class Scene:
    viewers: list[Viewer]
    reader: str  # the cookie of somebody else


def main() -> None:
    wanted = arguments()
    with database(wanted.database) as url:
        environ = {"HOEGO_SECRET_KEY": KEY, "DATABASE_URL": url}
        scene = fill(environ, wanted.viewers)
        engine = create_engine(url)
        with serving("wsgi:app", environ) as address:
            servers = [*spending.below(os.getpid()), *of_database(engine)]
            rounds = Rounds(address, scene, engine, servers, wanted)
            for _ in range(wanted.rounds):
                rounds.one()
        engine.dispose()
    print(rounds.table())
    if rounds.alone.errors or rounds.beside.errors or rounds.slower > TOO_SLOW:
        sys.exit("That is too much.")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--viewers", type=int, default=240)
    parser.add_argument("--every", type=float, default=0.8, help="seconds between two questions of a page")
    parser.add_argument("--changes", type=float, default=1, help="seconds between two changes of any session")
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--seconds", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


@contextmanager
def database(kind: str) -> Iterator[str]:
    """The address of an empty one."""
    if kind == "postgres":
        from tests import postgres

        with postgres.database() as url:
            yield url
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/hoego.sqlite"


def fill(environ: dict[str, str], count: int) -> Scene:
    """A cohort with teams of six who are all in session, each signed in and with a review, and sixty questions to read."""
    from app import create_app
    from app.accounts import models as accounts
    from app.accounts.models import Device
    from app.extensions import db
    from app.web import clock
    from config import from_environment
    from tests import factories

    accounts.hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)  # nobody signs in with a password here
    app = create_app(from_environment(environ))
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]

    def cookie(member: Any) -> str:
        _device, token = Device.signed_in(member.account, "viewer", clock.now())
        return f"hoego={signer.dumps({'device': token, '_permanent': True, 'csrf_token': RAW})}"

    def viewers_of(team: Any) -> list[Viewer]:
        members = [factories.member(team=team) for _person in range(A_TEAM)]
        for member in members:
            factories.review(member)
        page = f"/c/ai-7/sessions/{factories.peer_session(members[0]).id}"
        token = URLSafeTimedSerializer(KEY, salt="wtf-csrf-token").dumps(RAW)
        return [Viewer(team.id, f"{page}/news", cookie(member), page, f"{page}/presence", f"csrf_token={token}") for member in members]

    with app.app_context():
        db.create_all()
        viewers = [viewer for number in range(count // A_TEAM) for viewer in viewers_of(factories.team(f"{number + 1}조"))]
        asker = factories.member()
        for number in range(60):
            factories.reply(factories.question(f"{number}번째 실험에서 loss가 줄지 않는 까닭은?", asker))
        reader = cookie(asker)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return Scene(viewers, reader)


def of_database(engine: Any) -> list[int]:
    """PostgreSQL's processes, where it runs on this machine; SQLite is part of the server."""
    if engine.dialect.name == "sqlite":
        return []
    with engine.connect() as connection:
        return spending.below(spending.parent_of(connection.scalar(text("SELECT pg_backend_pid()"))))


class Rounds:
    def __init__(self, address: str, scene: Scene, engine: Any, servers: list[int], wanted: argparse.Namespace) -> None:
        self.address, self.scene, self.engine, self.servers, self.wanted = address, scene, engine, servers, wanted
        self.alone, self.beside, self.shares = Watched(), Watched(), []
        self.without: list[Measured] = []
        self.with_viewers: list[Measured] = []
        load(address + OTHERS_READ, 2, scene.reader)  # whatever is made once is made

    def one(self) -> None:
        before: list[float] = []
        seen = self._watch(lambda: before.append(self._spent()))
        self.shares.append((self._spent() - before[0]) / seen.seconds)
        self.alone.add(seen)
        self.without.append(self._read())
        others = threading.Thread(target=lambda: self.with_viewers.append(self._read()))
        self.beside.add(self._watch(others.start))
        others.join()

    @property
    def slower(self) -> float:
        """How many times as long others' pages take at the median of the rounds."""
        return statistics.median(beside.p50 / alone.p50 for alone, beside in zip(self.without, self.with_viewers, strict=True))

    def table(self) -> str:
        fewer = statistics.median(beside.rps / alone.rps for alone, beside in zip(self.without, self.with_viewers, strict=True))
        rows = "\n".join(
            f"| {name} | {seen.rate:.0f} | {percentile(seen.waits, 50):.1f} / {percentile(seen.waits, 95):.1f} | {percentile(seen.delays, 50):.0f} / "
            f"{percentile(seen.delays, 95):.0f} / {max(seen.delays, default=0):.0f} | {len(seen.errors)} {' '.join(sorted(set(seen.errors)))} |"
            for name, seen in (("alone", self.alone), ("beside others", self.beside)))
        return f"""{len(self.scene.viewers)} viewers in {len(self.scene.viewers) // A_TEAM} sessions, each asking every {self.wanted.every:g} s, a change every {self.wanted.changes:g} s, {self.engine.dialect.name}, {self.wanted.rounds} rounds of {self.wanted.seconds} s

| viewers | questions a second | answer p50 / p95 ms | change seen p50 / p95 / worst ms | errors |
|---|--:|--:|--:|--:|
{rows}

The server (and PostgreSQL) with viewers alone: {statistics.median(self.shares):.3f} processor seconds a second; {self.alone.pages / self.alone.seconds:.0f} pages and {self.alone.signs / self.alone.seconds:.0f} signs of being here a second.
Others' pages: {_median(self.without, "rps"):.0f}/s without viewers, {_median(self.with_viewers, "rps"):.0f}/s with, ratio {fewer:.2f}; p50 {_median(self.without, "p50"):.1f} ms without, {_median(self.with_viewers, "p50"):.1f} ms with, ratio {self.slower:.2f}."""

    def _watch(self, come: Callable[[], object]) -> Watched:
        return watch(self.address, self.scene.viewers, self.wanted.every, self.wanted.seconds, self._change, self.wanted.changes, come)

    def _read(self) -> Measured:
        return load(self.address + OTHERS_READ, self.wanted.seconds, self.scene.reader)

    def _change(self, team: int) -> None:
        with self.engine.begin() as connection:
            connection.execute(text(CHANGE), {"team": team})

    def _spent(self) -> float:
        return spending.spent(self.servers)


def _median(rounds: list[Measured], what: str) -> float:
    return statistics.median(getattr(each, what) for each in rounds)


if __name__ == "__main__":
    main()
