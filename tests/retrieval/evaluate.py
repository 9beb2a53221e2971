"""How well what was written is found again, in numbers: `python -m tests.retrieval.evaluate [--documents 20000] [--missed]`.

The questions of tests/similar are brought in as an earlier cohort's, texts in the likeness of a cohort's weeks are put around them (crowd.py), and every line of
queries.tsv is searched as a camper would. `HOEGO_TEST_DATABASE=postgres` measures on PostgreSQL.
"""
from __future__ import annotations

import argparse
import hashlib
import json
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from app.cohorts.models import Membership
from app.extensions import db
from app.library.queries import search_as
from app.questions.loading import load
from app.questions.models import Question
from app.search import index
from app.search.index import Entry
from app.search.readers import readers_of
from app.search.sources import write_pending
from app.web import clock
from tests import factories
from tests.measuring import empty_app
from tests.retrieval.crowd import texts

HERE = Path(__file__).parent
QUESTIONS = HERE.parent / "similar" / "questions.jsonl"
AT_ONCE = 2000
FIRST = 10


@dataclass(frozen=True)
class Asked:
    query: str
    right: str  # the name of the question in the set


@dataclass(frozen=True)
class Measured:
    recall: float  # the question is among the first ten
    mrr: float  # one by its place, on average; beyond the first ten nothing
    missed: list[Asked]


def asked() -> dict[str, list[Asked]]:
    """The queries in two parts: all of a question are in the same, a third of the questions (by the SHA-256 of their names) is held out."""
    lines = [line.split("\t") for line in (HERE / "queries.tsv").read_text("utf-8").splitlines()]
    names = sorted({name for name, _query in lines}, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    held_out = set(names[: len(names) // 3])
    parts = defaultdict[str, list[Asked]](list)
    for number, (name, query) in enumerate(lines):
        # every tenth as a Mac writes file names: Hangul taken apart
        parts["held out" if name in held_out else "tuning"].append(Asked(unicodedata.normalize("NFD", query) if number % 10 == 0 else query, name))
    return parts


def filled(reader: Membership, documents: int) -> dict[int, str]:
    """The library of the reader's cohort, of that many documents; gives the name of each question of the set by its id."""
    rows = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    load((json.dumps({**row, "week": None}) for row in rows), reader.cohort, clock.now())
    write_pending()
    db.session.commit()
    by_text = {row["text"].strip(): row["id"] for row in rows}
    names = {id_: by_text[text.strip()] for id_, text in db.session.execute(select(Question.id, Question.text).where(Question.cohort_id == reader.cohort_id))}
    mentioned = sorted({word for row in rows for word in row["text"].split() if len(word) > 1})
    crowd = [_entry(number, text, reader) for number, text in enumerate(texts(documents - len(rows), mentioned), 1)]
    for start in range(0, len(crowd), AT_ONCE):
        index.add("review", crowd[start:start + AT_ONCE])
        db.session.commit()
    return names


def _entry(number: int, text: str, reader: Membership) -> Entry:
    """A row of somebody's review, as `reviews/indexed.py` tells it."""
    return Entry("entry", number, number // 12 + 1, reader.cohort_id, text, readers_of(reader.cohort_id, "cohort", None, reader.id), week=number % 20 + 1,
                 author_id=reader.id, detail="takeaway", has_code="`" in text, address=f"reviews/{number // 12 + 1}#entry-{number}",
                 shown_at=clock.now() - timedelta(hours=number % 3000))


def measured(reader: Membership, names: dict[int, str], queries: list[Asked]) -> Measured:
    places, missed = [], []
    for each in queries:
        hits = search_as(reader, each.query).found.hits[:FIRST]
        place = next((at for at, hit in enumerate(hits, 1) if hit.kind == "question" and names.get(hit.source_id) == each.right), 0)
        places.append(place)
        if not place:
            missed.append(each)
    return Measured(sum(map(bool, places)) / len(places), sum(1 / place for place in places if place) / len(places), missed)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--missed", action="store_true", help="print what of the part for tuning was not found")
    given = parser.parse_args()
    with empty_app():
        reader = factories.member()
        names = filled(reader, given.documents)
        for part, queries in asked().items():
            result = measured(reader, names, queries)
            print(f"{db.engine.dialect.name:10} {part:8} {len(queries)} queries   recall@{FIRST} {result.recall:.3f}   MRR {result.mrr:.3f}")
            for each in result.missed if given.missed and part == "tuning" else ():
                print("  ", each.right, each.query)


if __name__ == "__main__":
    main()
