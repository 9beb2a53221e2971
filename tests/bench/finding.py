"""How long a page of what was found takes among a million documents of twenty cohorts, its counts beside it:
`python -m tests.bench.finding [--documents 1000000] [--database sqlite|postgresql]`, on both databases where none is named.

A camper of one cohort and a mentor of three search in turns, one client, each page whole: asked of the app as by a browser, and rendered. Half of what
they look for are words of one or two syllables (or letters) that stand nearly everywhere. Besides: what the index takes beside the text that it is of, how many
documents a second a rebuild writes, and what filing a review costs with and without its index.
"""
from __future__ import annotations

import argparse
import contextvars
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from app.accounts import models as accounts
from app.cohorts.models import Membership
from app.extensions import db
from app.reviews.models import EntryRow, QuestionRow
from app.search import index, rebuilding, sources
from app.search.index import Entry
from app.search.models import ON_POSTGRESQL
from app.search.readers import readers_of
from app.web import clock
from tests import factories, postgres
from tests.bench.filled import app_on
from tests.people import Person
from tests.retrieval.crowd import THINGS, texts

DATABASES = ("sqlite", "postgresql")
DOCUMENTS = 1_000_000
COHORTS, PEOPLE, WEEKS = 20, 30, 20
AT_ONCE = 5_000
BEYOND = 10**9  # ids that no review has
A_QUESTION = 10  # every so manieth document is one
SECTIONS = ("resource", "takeaway", "went_well", "to_improve", "action")
FREQUENT = ("팀", "표", "더", "코드", "정리", "결과", "배치", "모델", "학습", "실습", "하루", "다음", "it", "on", "team", "loss")
OTHERS = ("learning curve", "혼동 행렬", "BERT 실습", '"배치 사이즈"', "배치 -사이즈", "week:9 데이터로더", "tag:training 학습률", "is:answered 옵티마이저", "in:resource 논문", "has:code 배치",
          "torch.cuda.is_available()", "df.head", "팀원과 같이 찾았다", "라벨 오류 원인", "수식정리", "토크나이저를 바꾸고", "from:me 정리", "없는낱말이다", "zzqx", "🙂")
CALLS = 360
REVIEWS = 300


@dataclass(frozen=True)
class Figures:
    """Of one database: milliseconds of all pages, by what was asked; bytes; documents and seconds."""

    engine: str
    documents: int
    waits: dict[str, list[float]]
    text: int
    index: int
    rebuilt: float  # documents a second
    filing: tuple[float, float]  # milliseconds of filing a review, and of writing its index in the same transaction

    def line(self) -> str:
        every = [wait for waits in self.waits.values() for wait in waits]
        often = [wait for asked in FREQUENT for wait in self.waits[asked]]
        figures = [f"{statistics.median(waits):.0f} / {statistics.quantiles(waits, n=20)[-1]:.0f} / {max(waits):.0f}" for waits in (every, often)]
        return (f"| {self.engine} | {self.documents:,} | {figures[0]} | {figures[1]} | {self.index / self.text:.1f} | {self.rebuilt:,.0f} "
                f"| {self.filing[0]:.1f} | {self.filing[1]:.1f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--database", choices=DATABASES, action="append", help="both, where none is named")
    parser.add_argument("--each", action="store_true", help="print what each query took")
    given = parser.parse_args()
    print(report(given.documents, given.database or DATABASES, given.each))


def report(documents: int, databases: Sequence[str] = DATABASES, each: bool = False) -> str:
    """A table in Markdown."""
    lines = ["| | documents | a page, ms: p50 / p95 / slowest | of frequent words | index to text | documents a second, rebuilding | filing a review, ms | of it its index |",
             "|---|---|---|---|---|---|---|---|"]
    for name in databases:
        with ExitStack() as stack:
            found = _measured(_url(name, stack), documents)
        lines.append(found.line())
        if each:
            rows = sorted(found.waits.items(), key=lambda row: -statistics.median(row[1]))
            lines += [f"    {statistics.median(waits):7.1f} {max(waits):7.1f}  {asked}" for asked, waits in rows]
    return "\n".join(lines)


def _url(name: str, stack: ExitStack) -> str:
    if name == "sqlite":
        return f"sqlite:///{Path(stack.enter_context(tempfile.TemporaryDirectory()), 'found.sqlite')}"
    return stack.enter_context(postgres.database())


def _measured(url: str, documents: int) -> Figures:
    accounts.hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)  # signing in is not what is measured
    with app_on(url) as app:
        db.create_all()
        people = _people()
        _fill(people, documents)
        waits = _waits(app, [people[0][0], _guide(people)])
        sizes = _sizes()
        filing, rebuilt = _filing(people[-1]), _rebuilt()
        db.session.remove()
        engine = db.engine.dialect.name
        db.drop_all()
        db.engine.dispose()
    return Figures(engine, documents, waits, *sizes, rebuilt, filing)


def _people() -> list[list[Membership]]:
    """Campers of each cohort, in five teams."""
    made = []
    for number in range(COHORTS):
        cohort = factories.cohort(f"found-{number}")
        teams = [factories.team(f"{team}조", cohort) for team in range(1, 6)]
        made.append([factories.member("camper", in_cohort=cohort, team=teams[camper % 5]) for camper in range(PEOPLE)])
        db.session.commit()
    return made


def _guide(people: list[list[Membership]]) -> Membership:
    """A mentor of three cohorts."""
    mine = [factories.member("mentor", in_cohort=people[0][0].cohort)]
    mine += [factories.member("mentor", in_cohort=people[number][0].cohort, account=mine[0].account) for number in (1, 2)]
    db.session.commit()
    return mine[0]


def _fill(people: list[list[Membership]], documents: int) -> None:
    """Every text stands in each of the cohorts, one after the other: what is the newest in all is the newest in each."""
    postgresql = db.engine.dialect.name == "postgresql"
    if postgresql:  # once over all rows is quicker than row by row
        _run(["DROP INDEX search_index", "DROP INDEX search_index_words"])
    batch: list[Entry] = []
    for number, said in enumerate(texts(-(-documents // COHORTS), sorted(THINGS))):
        for campers in people:
            batch.append(_entry(number, said, campers, len(batch)))
        if len(batch) >= AT_ONCE:
            _add(batch)
    _add(batch)
    if postgresql:
        _run(["SET maintenance_work_mem = '512MB'", *ON_POSTGRESQL, "VACUUM ANALYZE"])


def _entry(number: int, said: str, campers: Sequence[Membership], place: int) -> Entry:
    author = campers[number % len(campers)]
    is_question = number % A_QUESTION == 0
    source_id = BEYOND + number * COHORTS + place % COHORTS
    return Entry(
        "question" if is_question else "entry" if number % 5 else "resource", source_id, source_id, author.cohort_id, "" if is_question else said,
        readers_of(author.cohort_id, ("cohort", "cohort", "cohort", "team")[number % 4], author.team_id, author.id), title=said if is_question else "",
        about=said if is_question else "",
        week=number % WEEKS + 1, author_id=author.id, detail=("answered" if number % 30 else "open") if is_question else SECTIONS[number % 5],
        tags=("training",) if number % 7 == 0 else (), has_code="`" in said, address=f"reviews/{number // 12 + 1}#entry-{number}",
        shown_at=clock.now() - timedelta(minutes=1_000_000 - number))


def _add(batch: list[Entry]) -> None:
    index.add("found", batch)
    db.session.commit()
    batch.clear()


def _run(statements: Sequence[str]) -> None:
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in statements:
            connection.execute(text(statement))


def _waits(app: Flask, readers: Sequence[Membership]) -> dict[str, list[float]]:
    """Of both readers, in turns and mixed; the first round of each warms up."""
    chance, waits = Random(7), dict[str, list[float]]()
    asked = [query for _pair in range(CALLS // 2) for query in (chance.choice(FREQUENT), chance.choice(OTHERS))] + [*FREQUENT, *OTHERS] * 2
    places = [f"/c/{reader.cohort.slug}/library/" for reader in readers]
    clients = [Person(app, reader.account).client for reader in readers]
    db.session.remove()  # as in a server: a request has no other's session beside it
    for place, client in zip(places, clients, strict=True):
        for query in (*FREQUENT, *OTHERS):
            _get(client, place, query)
    for number, query in enumerate(asked):
        began = time.perf_counter()
        answer = _get(clients[number % 2], places[number % 2], query)
        waits.setdefault(query, []).append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, (query, answer.status_code)
    return waits


def _get(client: FlaskClient, place: str, query: str) -> TestResponse:
    return contextvars.Context().run(client.get, place, query_string={"q": query})


def _sizes() -> tuple[int, int]:
    """Bytes of the text that can be found, and of what is kept to find it: pieces of words, and the engine."""
    if db.engine.dialect.name == "postgresql":
        of_text = "SELECT sum(octet_length(title) + octet_length(text)) FROM search_documents"
        of_index = ("SELECT sum(pg_column_size(words) + pg_column_size(concepts)) + pg_relation_size('search_index') + pg_relation_size('search_index_words')"
                    " FROM search_documents")
    else:
        of_text = "SELECT sum(length(CAST(title AS BLOB)) + length(CAST(text AS BLOB))) FROM search_documents"
        of_index = ("SELECT (SELECT sum(length(CAST(words AS BLOB)) + length(CAST(concepts AS BLOB))) FROM search_documents)"
                    " + (SELECT sum(length(block)) FROM search_index_data)")
    return tuple(int(db.session.execute(text(statement)).scalar_one()) for statement in (of_text, of_index))  # type: ignore[return-value]


def _filing(campers: Sequence[Membership]) -> tuple[float, float]:
    """Medians of filing REVIEWS reviews of two questions and ten rows each, beside all that is there."""
    whole, of_index = [], []
    for number, (camper, week, rows) in enumerate(_to_be_filed(campers)):
        review = factories.review(camper, number=week, filed=False, questions=tuple(rows[0]), entries=tuple(rows[1]), title=f"{number}번째 회고")
        db.session.commit()
        began = time.perf_counter()
        review.publish(camper, clock.now())
        db.session.flush()
        before = time.perf_counter()
        sources.write_pending()
        of_index.append((time.perf_counter() - before) * 1000)
        db.session.commit()
        whole.append((time.perf_counter() - began) * 1000)
    return statistics.median(whole), statistics.median(of_index)


def _to_be_filed(campers: Sequence[Membership]) -> Iterator[tuple[Membership, int, tuple[list[QuestionRow], list[EntryRow]]]]:
    said = texts(REVIEWS * 12, sorted(THINGS), seed=11)
    for number in range(REVIEWS):
        questions = [QuestionRow(next(said)) for _row in range(2)]
        yield campers[number % len(campers)], number // len(campers) % WEEKS + 1, (questions, [EntryRow("takeaway", next(said)) for _row in range(10)])


def _rebuilt() -> float:
    """Documents a second of the reviews and questions that were filed before, all anew."""
    began = time.perf_counter()
    written: Any = rebuilding.rebuild()
    return written / (time.perf_counter() - began)


if __name__ == "__main__":
    main()
