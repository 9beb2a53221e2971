"""Many people with a page open that is kept up to date, and what that costs everybody else.

    python -m tests.bench.viewers [--database sqlite|postgres] [--viewers 240] [--every 1.2] [--changes 1.8] [--readers 50] [--pause 2] [--seconds 15] [--rounds 3]

Teams of six are in their peer sessions, as the session's page has it: each asks for news every 1.2 s, loads the page again when something is new,
and says every 30 s that it is looked at. Something changes in one session after the other, every 1.8 s: fifty things an hour in each (turns, the
clock, answers, decisions, who comes). Fifty others read a list of questions, each every two seconds: a third of the most that a machine of two cores
can do. Each round: viewers alone, others alone, and both. Of others' pages the ratio counts, with viewers to without. It is fair where nothing else runs.
With `--readers 16 --pause 0` others read as fast as they can, so that nothing is left of the machine and the viewers take their part of it from them.

Ends with an error when an answer was one, when a change was seen after more than two seconds, or when others' pages take more than 1.5 times as long.
"""
from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import create_engine, text

from tests.bench import spending
from tests.bench.serving import serving
from tests.bench.watching import Readers, Viewer, Watched, percentile, watch

KEY = "only for measuring, on one machine, 0123456789"
A_TEAM = 6
TOO_SLOW = 1.5
TOO_LATE = 2_000  # ms
CHANGE = "UPDATE peer_sessions SET version = version + 1 WHERE team_id = :team"  # as whatever the pages of a session show
OTHERS_READ = "/c/ai-7/questions/"


@dataclass(frozen=True)
class Scene:
    viewers: list[Viewer]
    reader: str  # the cookie of somebody else


def main() -> None:
    rounds = measured(arguments())
    print(rounds.table())
    if rounds.failed:
        sys.exit("That is too much.")


def measured(wanted: argparse.Namespace) -> Rounds:
    with database(wanted.database) as url:
        environ = {"HOEGO_SECRET_KEY": KEY, "DATABASE_URL": url}
        scene = fill(environ, wanted.viewers)
        engine = create_engine(url)
        with serving("wsgi:app", environ) as address:
            rounds = Rounds(address, scene, engine, [*spending.below(os.getpid()), *of_database(engine)], wanted)
            for _ in range(wanted.rounds):
                rounds.one()
        engine.dispose()
    return rounds


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--viewers", type=int, default=240)
    parser.add_argument("--every", type=float, default=1.2, help="seconds between two questions of a page")
    parser.add_argument("--changes", type=float, default=1.8, help="seconds between two changes of any session")
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--readers", type=int, default=50, help="others")
    parser.add_argument("--pause", type=float, default=2, help="seconds after each page that one of the others reads")
    parser.add_argument("--seconds", type=int, default=15)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args(given)


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
    from app.extensions import db
    from config import from_environment
    from tests import factories
    from tests.serving import PROOF, csrf_token, signed_in

    accounts.hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)  # nobody signs in with a password here
    app = create_app(from_environment(environ))

    def cookie(member: Any) -> str:
        return f"hoego={signed_in(app, member, csrf_token=PROOF)}"

    def viewers_of(team: Any) -> list[Viewer]:
        members = [factories.member(team=team) for _person in range(A_TEAM)]
        for member in members:
            factories.review(member)
        page = f"/c/ai-7/sessions/{factories.peer_session(members[0]).id}"
        return [Viewer(team.id, f"{page}/news", cookie(member), page, f"{page}/presence", f"csrf_token={csrf_token(app)}") for member in members]

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
        self.alone, self.without, self.beside = Watched(), Watched(), Watched()
        self.shares: list[float] = []
        self.ratios: list[float] = []
        self._watch([], 16)  # whatever is made once is made

    def one(self) -> None:
        before: list[float] = []
        alone = self._watch(self.scene.viewers, 0, lambda: before.append(spending.spent(self.servers)))
        self.shares.append((spending.spent(self.servers) - before[0]) / alone.seconds)
        without, beside = self._watch([], self.wanted.readers), self._watch(self.scene.viewers, self.wanted.readers)
        self.ratios.append(statistics.median(beside.reads) / statistics.median(without.reads))
        for kept, seen in ((self.alone, alone), (self.without, without), (self.beside, beside)):
            kept.add(seen)

    @property
    def slower(self) -> float:
        """How many times as long others' pages take at the median of the rounds."""
        return statistics.median(self.ratios)

    @property
    def failed(self) -> bool:
        return bool(self.alone.errors or self.without.errors or self.beside.errors or self.slower > TOO_SLOW or max(self.alone.delays, default=0) > TOO_LATE)

    def table(self) -> str:
        rows = "\n".join(
            f"| {name} | {seen.rate:.0f} | {percentile(seen.waits, 50):.1f} / {percentile(seen.waits, 95):.1f} | {percentile(seen.delays, 50):.0f} / "
            f"{percentile(seen.delays, 95):.0f} / {max(seen.delays, default=0):.0f} | {len(seen.errors)} {' '.join(sorted(set(seen.errors)))} |"
            for name, seen in (("alone", self.alone), ("beside others", self.beside)))
        without, beside = self.without, self.beside
        return f"""{len(self.scene.viewers)} viewers in {len(self.scene.viewers) // A_TEAM} sessions, each asking every {self.wanted.every:g} s, a change every {self.wanted.changes:g} s; {self.wanted.readers} others, each reading a page and pausing {self.wanted.pause:g} s;
{self.engine.dialect.name}, {self.wanted.rounds} rounds of {self.wanted.seconds} s.

| viewers | questions a second | answer p50 / p95 ms | change seen p50 / p95 / worst ms | errors |
|---|--:|--:|--:|--:|
{rows}

The server (and PostgreSQL) with viewers alone: {statistics.median(self.shares):.2f} processor seconds a second; {self.alone.pages / self.alone.seconds:.1f} pages and {self.alone.signs / self.alone.seconds:.1f} signs of being here a second.
Others' pages: {len(without.reads) / without.seconds:.0f} a second without viewers, {len(beside.reads) / beside.seconds:.0f} with; p50 {percentile(without.reads, 50):.1f} and {percentile(beside.reads, 50):.1f} ms, p95 {percentile(without.reads, 95):.1f} and {percentile(beside.reads, 95):.1f} ms. Ratio of the medians, median of the rounds: **{self.slower:.2f}**.
"""

    def _watch(self, viewers: list[Viewer], readers: int, come: Callable[[], object] = lambda: None) -> Watched:
        others = Readers(readers, self.wanted.pause, OTHERS_READ, self.scene.reader)
        return watch(self.address, viewers, others, self.wanted.every, self.wanted.seconds, self._change, self.wanted.changes, come)

    def _change(self, team: int) -> None:
        with self.engine.begin() as connection:
            connection.execute(text(CHANGE), {"team": team})


if __name__ == "__main__":
    main()
