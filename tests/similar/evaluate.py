"""How well similar questions are found, in numbers: `python -m tests.similar.evaluate`.

The questions are loaded by `questions load` into an empty database in a temporary folder, and every line is asked as a member would.
"""
from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from app.cohorts.models import Cohort
from app.extensions import db
from app.questions.loading import load
from app.questions.queries.similar import similar_in
from app.web import clock
from tests import factories
from tests.measuring import empty_app

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Measured:
    recall: float  # of those with a counterpart: it is among the first three that are shown
    silence: float  # of those without: nothing is shown
    slowest: float  # milliseconds


def loaded_into(cohort: Cohort, file: str = "questions") -> dict[str, str]:
    """Load the questions; gives the text of each by its name in the set."""
    lines = (HERE / f"{file}.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    load((json.dumps({**row, "week": None}) for row in rows), cohort, clock.now())
    db.session.commit()
    return {row["id"]: row["text"].strip() for row in rows}


def measured(name: str, cohort: Cohort, texts: dict[str, str]) -> Measured:
    found, quiet, waits = [], [], []
    for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines():
        asked = json.loads(line)
        began = time.perf_counter()
        shown = [row["text"] for row in similar_in(cohort, asked["text"])]
        waits.append(time.perf_counter() - began)
        if asked["right"]:
            found.append(texts[asked["right"]] in shown)
        else:
            quiet.append(not shown)
    return Measured(sum(found) / len(found), sum(quiet) / len(quiet), max(waits) * 1000)


def main() -> None:
    with empty_app():
        for questions, names in (("questions", ("tuning", "heldout")), ("small_questions", ("small",))):
            cohort = db.session.scalars(select(Cohort).where(Cohort.id == factories.cohort(questions.replace("_", "-")).id)).one()
            texts = loaded_into(cohort, questions)
            for name in names:
                result = measured(name, cohort, texts)
                print(f"{name:8} recall@3 {result.recall:.3f}   silence {result.silence:.3f}   slowest {result.slowest:.1f} ms")


if __name__ == "__main__":
    main()
