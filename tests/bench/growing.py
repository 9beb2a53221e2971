"""Do the queue and the list of questions take longer when there is more? The same pages of a small and of a large database, in turns, in one
process: what a machine does meanwhile falls out of the ratio.

    python -m tests.bench.growing [--small 100] [--large 100000] [--database sqlite|postgresql] [--rounds 100]
    python -m tests.bench.growing --fill URL --large 1000000       fills a database of one's own, to be measured as often as one likes
    python -m tests.bench.growing --between SMALL_URL LARGE_URL    measures two that were filled so

Both hold the same hundred questions, which are what the pages show (tests/bench/filled.py).
"""
from __future__ import annotations

import argparse
import contextvars
import gc
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import postgres
from tests.bench import filled
from tests.bench.filled import ORIGIN, SELDOM, TAG, WEEK

DATABASES = ("sqlite", "postgresql")
SMALL, LARGE, ROUNDS = filled.PLANTED, 100_000, 100
WARMING = 12  # times before it counts: a statement is prepared at its fifth, and planned for good at its tenth


@dataclass(frozen=True)
class Grown:
    """One page of the small and of the large database: statements, rows shown, milliseconds (medians)."""

    name: str
    statements: tuple[int, int]
    rows: tuple[int, int]
    milliseconds: tuple[float, float]

    @property
    def ratio(self) -> float:
        return self.milliseconds[1] / self.milliseconds[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=int, default=SMALL)
    parser.add_argument("--large", type=int, default=LARGE)
    parser.add_argument("--database", choices=DATABASES, action="append", help="both, where none is named")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--fill", metavar="URL")
    parser.add_argument("--between", nargs=2, metavar=("SMALL_URL", "LARGE_URL"))
    given = parser.parse_args()
    if given.fill:
        filled.fill(given.fill, given.large)
    elif given.between:
        print(table(measure(given.between[0], given.between[1], given.rounds)))
    else:
        print(report(given.small, given.large, given.rounds, given.database or DATABASES))


def report(small: int, large: int, rounds: int, databases: Sequence[str] = DATABASES) -> str:
    return "\n\n".join(f"### {name}\n\n{table(grown_on(name, small, large, rounds))}" for name in databases)


def grown_on(database: str, small: int, large: int, rounds: int) -> list[Grown]:
    """Measured on two databases that are made for it and gone afterwards."""
    with ExitStack() as made:
        folder = Path(made.enter_context(tempfile.TemporaryDirectory()))
        urls = [f"sqlite:///{folder / name}.sqlite" if database == "sqlite" else made.enter_context(postgres.database()) for name in ("small", "large")]
        for url, questions in zip(urls, (small, large), strict=True):
            began = time.perf_counter()
            filled.fill(url, questions)
            print(f"{database}: {questions:,} questions in {time.perf_counter() - began:.0f} s", flush=True)
        return measure(urls[0], urls[1], rounds)


def table(grown: list[Grown]) -> str:
    rows = "\n".join(f"| {each.name} | {each.statements[0]} / {each.statements[1]} | {each.rows[0]} / {each.rows[1]} | {each.milliseconds[0]:.1f} / "
                     f"{each.milliseconds[1]:.1f} | **{each.ratio:.2f}** |" for each in grown)
    return f"| page | statements | rows shown | ms | ratio |\n|---|--:|--:|--:|--:|\n{rows}"


def measure(small: str, large: str, rounds: int) -> list[Grown]:
    with ExitStack() as open_apps:
        visitors = [open_apps.enter_context(_visitor(url)) for url in (small, large)]
        return [_grown(name, visitors, rounds) for name in visitors[0].pages]


def _grown(name: str, visitors: list[Visitor], rounds: int) -> Grown:
    times: list[list[float]] = [[], []]
    gc.collect()
    for number in range(WARMING + rounds):
        for taken, visitor in zip(times, visitors, strict=True):
            waited = visitor.get(name)
            if number >= WARMING:
                taken.append(waited)
    few, many = visitors
    return Grown(name, (few.statements, many.statements), (few.rows, many.rows), (statistics.median(times[0]), statistics.median(times[1])))


class Visitor:
    """The mentor who holds some of the hundred in the queue, the camper who asked them in the list."""

    def __init__(self, app: Any, cohort: Any, ran: list[str]) -> None:
        self.app, self.ran = app, ran
        self.clients = {role: self._signed_in(filled.first(cohort.id, role).account_id) for role in ("mentor", "camper")}
        self.pages = {name: (role, f"/c/{cohort.slug}/{path}") for name, (role, path) in _pages(cohort).items()}
        self.statements = self.rows = 0

    def get(self, name: str) -> float:
        """Milliseconds that the page took."""
        role, path = self.pages[name]
        self.ran.clear()
        began = time.perf_counter()
        answer = contextvars.Context().run(self.clients[role].get, path)
        waited = (time.perf_counter() - began) * 1000
        assert answer.status_code == 200, (name, answer.status)
        self.statements, self.rows = len(self.ran), answer.data.count(b'class="q"') or len((answer.json or {}).get("rows", ()))
        return waited

    def _signed_in(self, account_id: int) -> Any:
        from app.accounts.models import Account, Device
        from app.extensions import db
        from app.web import clock

        _device, token = Device.signed_in(db.session.get_one(Account, account_id), "growing", clock.now())
        db.session.commit()
        client = self.app.test_client()
        with client.session_transaction() as session:
            session["device"] = token
        return client


@contextmanager
def _visitor(url: str) -> Iterator[Visitor]:
    from app.extensions import db

    with filled.app_on(url) as app, filled.statements() as ran:
        visitor = Visitor(app, filled.cohort(), ran)
        db.session.rollback()
        yield visitor


def _pages(cohort: Any) -> dict[str, tuple[str, str]]:
    """Who goes where, by name."""
    team, now = filled.first(cohort.id, "camper").team_id, time.time()
    ids = ",".join(map(str, filled.longest_waiting(cohort.id, 30)))
    queue, listing = filled.middle(cohort.id, of_queue=True), filled.middle(cohort.id, of_queue=False)
    of_queue = {
        "whole": "?all=1", "from the middle on": f"?after={queue}", "one week": f"?week={WEEK}", "a team": f"?team={team}", "a tag": f"?tag={TAG}",
        "a seldom tag": f"?tag={SELDOM}", "a tag of nothing": "?tag=nothing", "an origin": f"?origin={ORIGIN}", "mine": "?mine=1", "nobody's": "?free=1",
        "past the promise": "?late=1", "of a week, nobody's, late": f"?week={WEEK}&free=1&late=1",
        "all of these at once": f"?week={WEEK}&team={team}&tag={TAG}&origin={ORIGIN}&free=1&late=1", "news": f"news?since={now}&ids={ids}",
        "news of a tag": f"news?tag={TAG}&since={now}&ids={ids}",
    }
    of_list = {
        "whole": "", "from the middle on": f"?after={listing}", "open": "?state=open", "answered": "?state=answered", "duplicates": "?state=duplicate",
        "withdrawn": "?state=withdrawn", "one week": f"?week={WEEK}", "a tag": f"?tag={TAG}", "a seldom tag": f"?tag={SELDOM}",
        "an origin": f"?origin={ORIGIN}", "nobody has replied": "?free=1", "of a week, answered": f"?week={WEEK}&state=answered",
        "duplicates with a tag": f"?state=duplicate&tag={TAG}", "open, of a tag and origin": f"?state=open&tag={TAG}&origin={ORIGIN}",
    }
    return {**{f"queue, {name}": ("mentor", f"queue/{path}") for name, path in of_queue.items()},
            **{f"list, {name}": ("camper", f"questions/{path}") for name, path in of_list.items()}}


if __name__ == "__main__":
    main()
