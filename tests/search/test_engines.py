"""Both databases fetch the same: what a plain reading of the rows gives. What is nearest is said in Python, so it is the same as well."""
from __future__ import annotations

import json

from sqlalchemy import select

from app.cohorts.models import Cohort
from app.extensions import db
from app.search import engines, similar
from app.search.models import SearchDocument
from tests import factories
from tests.similar.evaluate import HERE, loaded_into


def test_both_engines_fetch_what_a_plain_reading_gives(app, monkeypatch):
    cohort = db.session.scalars(select(Cohort).where(Cohort.id == factories.cohort().id)).one()
    loaded_into(cohort)
    documents = [(row.id, set(row.concepts.split(" "))) for row in db.session.scalars(select(SearchDocument).order_by(SearchDocument.id))]
    fetch = engines.fetch
    compared = []

    def watched(kind, column, cohort_ids, any_of, at_most):
        rows = fetch(kind, column, cohort_ids, any_of, at_most)
        plain = [number for number, held in documents if any(held.issuperset(together) for together in any_of)]
        compared.append(([row.id for row in rows], plain[:at_most]))
        return rows

    monkeypatch.setattr(engines, "fetch", watched)
    for line in (HERE / "tuning.jsonl").read_text("utf-8").splitlines()[:300]:
        similar.nearest("question", [cohort.id], json.loads(line)["text"])

    assert len(compared) > 250
    assert [got for got, _plain in compared] == [plain for _got, plain in compared]
