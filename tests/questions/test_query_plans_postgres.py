"""As test_query_plans, in PostgreSQL's words: it goes by what it knows of the rows, so there are some thousands of them."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select, text

from app.accounts.models import Account
from app.cohorts.models import Cohort, Membership
from app.demo import bulk
from app.extensions import db
from app.search import engines
from tests.clock import FRIDAY_EVENING
from tests.conftest import empty
from tests.people import Person
from tests.plans import asked, nodes
from tests.questions.test_query_plans import FEW, LISTS, QUEUES

# Of each cohort so many. Where two share the tables, reading all of them costs as little as going to what one has tagged, and a plan may be either.
QUESTIONS, COHORTS = 3_900, 4
WHOLE = ("questions", "question_tags")
Plan = list[dict[str, Any]]  # its nodes, the outermost first


@pytest.fixture(scope="module")
def filled(whole_app) -> Iterator[tuple[Cohort, dict[str, Membership]]]:
    """A cohort of many questions, and who looks."""
    if db.engine.dialect.name != "postgresql":
        pytest.skip("PostgreSQL's own words")
    for _ in range(COHORTS):
        bulk.fill(QUESTIONS, FRIDAY_EVENING)
    cohort = db.session.scalars(select(Cohort).order_by(Cohort.id).limit(1)).one()
    people = {role: db.session.scalars(select(Membership).where(Membership.cohort_id == cohort.id, Membership.role == role)
                                       .order_by(Membership.id).limit(1)).one() for role in ("mentor", "camper")}
    yield cohort, people
    db.session.remove()
    empty()


@pytest.fixture
def plans(filled, whole_app):
    """Plans for the statements about questions that a page runs: that of its rows by itself, then the others."""
    cohort, people = filled

    def plans_of(role: str, path: str) -> tuple[Plan, list[Plan]]:
        person = Person(whole_app, db.session.get_one(Account, people[role].account_id))
        with asked(lambda statement: "questions" in statement or "question_tags" in statement) as ran:
            assert person.get(f"/c/{cohort.slug}/{path.format(team=people['camper'].team_id)}").status_code == 200
        with db.engine.connect() as connection:
            explained = [(statement, connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters).scalar_one()) for statement, parameters in ran]
        (rows,) = (plan for statement, plan in explained if "headline_html" in statement)
        return list(nodes(rows[0]["Plan"])), [list(nodes(plan[0]["Plan"])) for statement, plan in explained if "headline_html" not in statement]

    return plans_of


def faults_of(plan: Plan, index: str, *, may_sort: bool = False) -> list[str]:
    """What is wrong with the way to the rows of a page."""
    used = {node["Index Name"] for node in plan if "Index Name" in node}
    faults = [] if any(name.startswith(index) for name in used) else [f"not by {index}, but by {sorted(used)}"]
    return faults + scanned(plan) + ([] if may_sort else [f"sorts by {node['Sort Key']}" for node in plan if "Sort" in node["Node Type"]])


def scanned(plan: Plan) -> list[str]:
    return [f"reads all of {node['Relation Name']}" for node in plan if node["Node Type"] == "Seq Scan" and node["Relation Name"] in WHOLE]


def test_the_queue_sorts_nothing(plans):
    assert {query: faults for query, index in QUEUES.items() if (faults := faults_of(plans("mentor", f"queue/{query or '?all=1'}")[0], index.strip(" (")))} == {}


def test_the_list_sorts_nothing(plans):
    """But what is left of so few by a tag and an origin together: a handful."""
    faults = {query: faults_of(plans("camper", f"questions/{query}")[0], index, may_sort="&origin=" in query) for query, index in LISTS.items()}

    assert {query: found for query, found in faults.items() if found} == {}


def test_what_is_few_is_gone_to_by_itself(plans):
    assert {query: faults for query, index in FEW.items() if (faults := faults_of(plans("mentor", f"queue/{query}")[0], index, may_sort=True))} == {}


def test_nothing_that_is_said_beside_the_rows_reads_them_all(plans):
    pages = [*(("mentor", f"queue/{query or '?all=1'}") for query in (*QUEUES, *FEW)), *(("camper", f"questions/{query}") for query in LISTS)]

    assert {path: faults for role, path in pages if (faults := [fault for plan in plans(role, path)[1] for fault in scanned(plan)])} == {}


def test_what_is_similar_is_fetched_by_the_index_however_few_are_wanted(filled):
    """Asked for the first in their order, PostgreSQL would walk along all documents and look into each."""
    cohort, _people = filled
    statement = engines.STATEMENTS["postgresql", "concepts"].text
    common = {"sought": f"'c:{cohort.id}' & '=gradient'", "kind": "question", "at_most": 1}
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM search_documents"))  # what GIN has not sorted in yet is read through by every search
        plan = list(nodes(connection.execute(text(f"EXPLAIN (FORMAT JSON) {statement}"), common).scalar_one()[0]["Plan"]))

    assert "search_index" in {node.get("Index Name") for node in plan}
    assert "pk_search_documents" not in {node.get("Index Name") for node in plan}
