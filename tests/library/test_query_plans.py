"""Finding goes to what it finds by the index: a page reads no document by far that it does not return."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from app.cohorts.models import Membership
from app.extensions import db
from app.library.queries import search_as
from app.search import finding, index
from app.search.index import Entry
from app.search.readers import readers_of
from app.web import clock
from tests import factories
from tests.conftest import empty
from tests.plans import asked, nodes
from tests.retrieval.crowd import texts

COHORTS, DOCUMENTS = 3, 3000  # of each so many
QUERIES = ("손실 곡선", "팀", "혼동 행렬 원인", '"배치 사이즈"', "정리 -배치", "week:9 임베딩", "in:resource 논문", "from:me 서버", "df.head", "zzqx", "")


@pytest.fixture(scope="module")
def reader(whole_app) -> Iterator[Membership]:
    """A camper of the second of three cohorts that wrote as much as each other."""
    members = [factories.member(in_cohort=factories.cohort(f"found-{number}")) for number in range(COHORTS)]
    entries = [_entry(number, said, member) for number, said in enumerate(texts(DOCUMENTS, ["곡선", "원인"]), 1) for member in members]
    index.add("found", entries)
    db.session.commit()
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    yield members[1]
    db.session.remove()
    empty()


def _entry(number: int, said: str, author: Membership) -> Entry:
    return Entry("resource" if number % 5 == 0 else "entry", number * COHORTS + author.cohort_id % COHORTS, number, author.cohort_id, said,
                 readers_of(author.cohort_id, "cohort", None, author.id), week=number % 20 + 1, author_id=author.id,
                 address=f"reviews/{number}", shown_at=clock.now() - timedelta(minutes=number))


@pytest.fixture
def statements(reader) -> Any:
    """What a search runs on the documents: each statement with its parameters."""
    def ran_by(typed: str) -> list[tuple[str, Any]]:
        with asked(lambda statement: "search_documents d" in statement or "search_documents.text" in statement) as ran:
            search_as(reader, typed)
        db.session.commit()
        assert ran
        return ran

    return ran_by


@pytest.mark.parametrize("typed", QUERIES)
def test_sqlite_goes_by_the_index_and_sorts_nothing(typed, statements, reader):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("SQLite's own words")

    with db.engine.connect() as connection:
        for statement, parameters in statements(typed):
            plan = "\n".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters))
            assert "SCAN d" not in plan
            assert "SCAN search_documents" not in plan
            assert "TEMP B-TREE" not in plan
            assert "VIRTUAL TABLE INDEX" in plan or "SEARCH search_documents USING INTEGER PRIMARY KEY" in plan


@pytest.mark.parametrize("typed", QUERIES)
def test_postgresql_reads_no_document_by_far_that_it_does_not_return(typed, statements, reader, monkeypatch):
    if db.engine.dialect.name != "postgresql":
        pytest.skip("PostgreSQL's own words")
    monkeypatch.setattr(finding, "RANKED", 100)
    monkeypatch.setattr(finding, "NEWEST", 300)

    with db.engine.connect() as connection:
        for statement, parameters in statements(typed):
            (explained,) = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters).scalar_one()
            plan = list(nodes(explained["Plan"]))
            of_documents = [node for node in plan if node.get("Relation Name") == "search_documents" and node["Actual Loops"]]
            assert of_documents
            assert all(node["Node Type"] != "Seq Scan" for node in of_documents), statement
            assert sum(map(_read, of_documents)) <= 10 * max(plan[0]["Actual Rows"], 20), statement


def _read(node: dict[str, Any]) -> float:
    """Rows that it looked at, kept or not."""
    return (node["Actual Rows"] + node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)) * node["Actual Loops"]
