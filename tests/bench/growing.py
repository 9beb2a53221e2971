"""Do lists and the queue take longer when there is more? The same pages of two databases, in turns, in one process: what a machine does meanwhile
falls out of the ratio.

    python -m tests.bench.growing SMALL_URL LARGE_URL      of two databases that `flask demo --questions …` has filled
"""
from __future__ import annotations

import contextvars
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event, func, select

ROUNDS = 60
KEY = "only for measuring, on one machine, 0123456789"


@dataclass(frozen=True)
class Grown:
    """One page: statements, milliseconds (the quickest quarter's median) and rows, of the small and of the large database."""

    name: str
    statements: tuple[int, int]
    milliseconds: tuple[float, float]
    rows: tuple[int, int]

    @property
    def ratio(self) -> float:
        return self.milliseconds[1] / self.milliseconds[0]


def measure(small: str, large: str) -> list[Grown]:
    with ExitStack() as open_apps:
        visits = [open_apps.enter_context(_visitor(url)) for url in (small, large)]
        return [_grown(name, visits) for name in visits[0].pages]


def table(grown: list[Grown]) -> str:
    rows = "\n".join(f"| {each.name} | {each.statements[0]} / {each.statements[1]} | {each.rows[0]} / {each.rows[1]} | {each.milliseconds[0]:.1f} / "
                     f"{each.milliseconds[1]:.1f} | **{each.ratio:.2f}** |" for each in grown)
    return f"| page | statements | rows shown | ms | ratio |\n|---|--:|--:|--:|--:|\n{rows}"


def _grown(name: str, visits: list[Visitor]) -> Grown:
    times: list[list[float]] = [[], []]
    for _ in range(ROUNDS):
        for taken, visit in zip(times, visits, strict=True):
            before = time.perf_counter()
            visit.get(name)
            taken.append((time.perf_counter() - before) * 1000)
    small, large = (statistics.median(sorted(taken)[: ROUNDS // 4]) for taken in times)
    return Grown(name, (visits[0].statements, visits[1].statements), (small, large), (visits[0].rows, visits[1].rows))


class Visitor:
    """The demo's mentor, in the largest cohort made for load."""

    def __init__(self, app: Any, slug: str, cookie: str, pages: dict[str, str], ran: list[str]) -> None:
        self.app, self.slug, self.cookie, self.pages, self.ran = app, slug, cookie, pages, ran
        self.statements = self.rows = 0

    def get(self, name: str) -> None:
        self.ran.clear()
        client = self.app.test_client(use_cookies=False)
        answer = contextvars.Context().run(client.get, f"/c/{self.slug}/{self.pages[name]}", headers={"Cookie": self.cookie, "Host": "127.0.0.1"})
        assert answer.status_code == 200, (name, answer.status)
        self.statements = sum(not statement.startswith("BEGIN") for statement in self.ran)
        self.rows = answer.data.count(b'class="q"')


@contextmanager
def _visitor(url: str) -> Iterator[Visitor]:
    from app.cohorts.models import Cohort, Team
    from app.extensions import db
    from app.questions.models import Question, QuestionTag
    from tests.bench.__main__ import app_on, sign_in

    environ = {**os.environ, "HOEGO_SECRET_KEY": KEY, "DATABASE_URL": url}
    cookie = sign_in(environ)["mentor"]
    with app_on(environ) as app:
        cohort = db.session.scalars(select(Cohort).where(Cohort.slug.like("load-%")).order_by(Cohort.waiting_count.desc())).first()
        assert cohort is not None
        team = db.session.scalars(select(Team.id).where(Team.cohort_id == cohort.id).order_by(Team.id)).first()
        tags = db.session.execute(select(QuestionTag.name, func.count()).where(QuestionTag.cohort_id == cohort.id)
                                  .group_by(QuestionTag.name).order_by(func.count().desc(), QuestionTag.name)).all()
        newest = db.session.scalars(select(Question.waiting_since).where(Question.cohort_id == cohort.id, Question.waiting_since.is_not(None))
                                    .order_by(Question.waiting_since.desc()).limit(1)).one()
        assert newest is not None
        ran: list[str] = []
        note: Callable[..., None] = lambda connection, cursor, statement, *more: ran.append(statement)  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", note)
        yield Visitor(app, cohort.slug, cookie, {
            "queue": "queue/?all=1",
            "queue, past the promise, nobody's": "queue/?late=1&free=1",
            "queue, one week": "queue/?week=15",
            "queue, a team": f"queue/?team={team}",
            "queue, the usual tag": f"queue/?tag={tags[0].name}",
            "queue, a tag that nothing has": "queue/?tag=seldom",
            "queue, an origin": "queue/?origin=lecture",
            "queue, mine": "queue/?mine=1",
            "news of the queue": f"queue/news?since={newest.timestamp()}",
            "list": "questions/",
            "list, the usual tag": f"questions/?tag={tags[0].name}",
            "list, the rarest tag": f"questions/?tag={tags[-1].name}",
            "list, one week, answered": "questions/?week=15&state=answered",
            "list, an origin": "questions/?origin=lecture",
            "list, nobody has replied": "questions/?free=1",
        }, ran)
        event.remove(db.engine, "before_cursor_execute", note)


if __name__ == "__main__":
    print(table(measure(sys.argv[1], sys.argv[2])))
