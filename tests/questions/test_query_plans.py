"""The lists find their rows by an index and in its order: nothing is sorted, nothing is counted through. SQLite says how it would."""
from __future__ import annotations

import pytest
from sqlalchemy import inspect

from app.extensions import db
from app.web.pages import A_PAGE
from tests import factories
from tests.plans import asked

LISTS = {
    "": "ix_questions_listed",
    "?state=open": "ix_questions_open",
    "?state=answered": "ix_questions_listed",
    "?state=duplicate": "ix_questions_duplicates",
    "?state=withdrawn": "ix_questions_withdrawn",
    "?state=duplicate&tag=pytorch": "ix_questions_duplicates",
    "?state=duplicate&tag=pytorch&origin=talk": "ix_questions_duplicates",
    "?state=withdrawn&tag=pytorch": "ix_questions_withdrawn",
    "?week=9&state=answered": "ix_questions_week",
    "?week=9": "ix_questions_week",
    "?free=1": "ix_questions_open",
    "?mine=1": "ix_questions_author",
    "?origin=talk": "ix_questions_origin",
    "?tag=pytorch": "ix_question_tags_listed",
    "?tag=pytorch&origin=talk": "ix_question_tags_listed",
    "?tag=pytorch&state=answered": "ix_question_tags_listed",
    "?week=9&tag=pytorch&origin=talk": "ix_questions_week",
    "?state=open&tag=pytorch&origin=talk": "ix_questions_open",
    "?mine=1&tag=pytorch&origin=talk": "ix_questions_author",
}
QUEUES = {
    "": "ix_questions_waiting (",
    "?free=1": "ix_questions_waiting (",
    "?late=1": "ix_questions_waiting (",
    "?week=9": "ix_questions_waiting_week",
    "?origin=talk": "ix_questions_waiting_origin",
    "?week=9&origin=talk&free=1": "ix_questions_waiting_",
    "?tag=pytorch": "ix_question_tags_waiting",
    "?tag=pytorch&week=9&origin=talk&free=1&late=1": "ix_question_tags_waiting",
}
# What is few is found by itself and then put in order: what is held and handed, and the questions of one team.
FEW = {"?mine=1": "ix_questions_claimed", "?mine=1&tag=pytorch&late=1": "ix_questions_handed", "?team={team}": "ix_questions_waiting_author",
       "?team={team}&tag=pytorch&week=9&free=1": "ix_questions_waiting_author", "?mine=1&team={team}": "ix_questions_claimed"}


@pytest.fixture
def plans(app):
    """What SQLite would do for each statement that reads questions during `plans(person, address)`."""
    if inspect(db.engine).dialect.name != "sqlite":
        pytest.skip("SQLite's own words")

    def plans_of(person, address: str) -> list[str]:
        with asked(lambda statement: "questions" in statement and "headline_html" in statement) as ran:
            assert person.get(address).status_code == 200
        with db.engine.connect() as connection:
            return ["\n".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)) for statement, parameters in ran]

    return plans_of


@pytest.fixture
def many(camper, mentor):
    for number in range(A_PAGE + 5):
        question = factories.question(f"질문 {number}", camper, tags=("pytorch",))
        if number % 2:
            factories.reply(question, mentor)


@pytest.mark.parametrize("query", LISTS)
def test_the_list_sorts_nothing(query, plans, many, as_peer):
    (plan,) = plans(as_peer, f"/c/ai-7/questions/{query}")

    assert LISTS[query] in plan
    assert "TEMP B-TREE" not in plan
    assert "SCAN questions" not in plan


@pytest.mark.parametrize("query", QUEUES)
def test_the_queue_sorts_nothing(query, plans, many, as_mentor):
    (plan,) = plans(as_mentor, f"/c/ai-7/queue/{query}")

    assert QUEUES[query] in plan
    assert "TEMP B-TREE" not in plan
    assert "SCAN questions" not in plan


@pytest.mark.parametrize("query", FEW)
def test_what_is_few_is_gone_to_by_itself(query, plans, many, camper, as_mentor):
    (plan,) = plans(as_mentor, f"/c/ai-7/queue/{query.format(team=camper.team_id)}")

    assert FEW[query] in plan
    assert "SEARCH questions USING INTEGER PRIMARY KEY" in plan
    assert "SCAN questions" not in plan
