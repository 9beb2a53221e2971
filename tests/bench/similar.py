"""How long it takes to find similar questions: `python -m tests.bench.similar [--questions 100000]`, on the database under test.

The questions are made of the set of tests/similar: parts of two of them, with the words of a third, so that their words are as common and as rare as there.
"""
from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from pathlib import Path

from app.extensions import db
from app.questions.queries.similar import similar_for
from app.search import index
from app.search.analyzer import MARK
from app.search.index import Entry
from tests import factories
from tests.measuring import empty_app

SET = Path(__file__).parent.parent / "similar"
A_BATCH = 5000


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--questions", type=int, default=100_000)
    parser.add_argument("--calls", type=int, default=400)
    given = parser.parse_args()
    with empty_app():
        member = factories.member()
        began = time.perf_counter()
        _fill(member.cohort_id, given.questions)
        print(f"{given.questions:,} questions indexed in {time.perf_counter() - began:.0f} s on {db.engine.dialect.name}")
        waits = _waits(member, given.calls)
        print(f"a call: p50 {statistics.median(waits):.1f} ms, p95 {statistics.quantiles(waits, n=20)[-1]:.1f} ms, slowest {max(waits):.1f} ms")


def _fill(cohort_id: int, count: int) -> None:
    chance = random.Random(count)
    texts = [json.loads(line)["text"] for line in (SET / "questions.jsonl").read_text("utf-8").splitlines()]
    words = sorted({word for text in texts for word in text.split()})
    for start in range(0, count, A_BATCH):
        entries = []
        for number in range(start, min(start + A_BATCH, count)):
            one, other = chance.choice(texts).split(), chance.choice(texts).split()
            mixed = [*one[: len(one) // 2 + 1], chance.choice(words), *other[len(other) // 2:], f"case{chance.randrange(count)}"]
            said = " ".join(mixed)
            entries.append(Entry("question", number + 1, number + 1, cohort_id, "", (f"{MARK}{cohort_id}",), title=said, about=said))
        index.add("question", entries)
        db.session.commit()
    if db.engine.dialect.name == "postgresql":
        from sqlalchemy import text

        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE search_documents"))
            connection.execute(text("VACUUM ANALYZE search_terms"))


def _waits(member, calls: int) -> list[float]:
    member.cohort  # noqa: B018 - who asks is known and the connection taken, as in a request
    db.session.expunge_all()
    asked = [json.loads(line)["text"] for line in (SET / "tuning.jsonl").read_text("utf-8").splitlines()]
    waits = []
    for number in range(calls + 50):
        db.session.connection()
        began = time.perf_counter()
        similar_for(member, asked[number % len(asked)])
        waits.append((time.perf_counter() - began) * 1000)
        db.session.rollback()
    return waits[50:]


if __name__ == "__main__":
    main()
