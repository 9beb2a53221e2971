"""`flask questions load`, `flask questions similar`, `flask index rebuild`."""
from __future__ import annotations

import json
import re

import pytest
from sqlalchemy import func, select

from app.cohorts.models import Cohort
from app.extensions import db
from app.questions.models import Question, Reply, make_it
from app.web import clock
from tests import factories

LINES = [
    {"text": "torch.gather는 어떻게 쓰나요?", "answer": "index가 가리키는 자리를 모아요.", "tags": ["PyTorch", "#tensor"], "week": 3},
    {"text": "도커 컨테이너가 바로 종료돼요"},
]


@pytest.fixture
def run(app, cohort):
    db.session.commit()

    def running(*arguments: str, given: str = ""):
        return app.test_cli_runner().invoke(args=list(arguments), input=given)

    return running


def lines(rows) -> str:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


def test_questions_are_loaded_and_found_and_twice_is_harmless(run):
    for _ in range(2):
        assert run("questions", "load", "-", "--cohort", "ai-7", given=lines(LINES)).exit_code == 0

    assert db.session.scalar(select(func.count()).select_from(Question)) == 2
    assert db.session.scalar(select(func.count()).select_from(Reply)) == 1
    printed = run("questions", "similar", "--cohort", "ai-7", "파이토치 gather 사용법").stdout
    (found,) = json.loads(printed)
    assert printed == json.dumps([found], ensure_ascii=False) + "\n"
    assert set(found) == {"id", "text", "score"}
    assert found["text"] == LINES[0]["text"]
    assert json.loads(run("questions", "similar", "--cohort", "ai-7", "점심은 어디서 먹나요").stdout) == []


def test_loaded_questions_wait_for_nobody(run, as_mentor, as_peer):
    run("questions", "load", "-", "--cohort", "ai-7", given=lines(LINES))

    assert db.session.scalars(select(Question.waiting_since)).all() == [None, None]
    assert db.session.scalar(select(Cohort.waiting_count)) == 0
    page = as_peer.get("/c/ai-7/questions/?state=answered").text
    assert "torch.gather" in page
    question_id = db.session.scalar(select(Question.id).where(Question.answered_at.is_not(None)))
    assert "index가 가리키는" in as_peer.get(f"/c/ai-7/questions/{question_id}").text


@pytest.mark.parametrize("query", ["?tag=pytorch", "?tag=pytorch&week=3", "?tag=pytorch&state=answered", "?tag=파이토치"])
def test_loaded_questions_are_found_by_their_tags(query, run, as_peer, staff):
    run("questions", "load", "-", "--cohort", "ai-7", given=lines([{"text": "먼저 온 질문", "tags": ["파이토치"]}]))
    make_it("pytorch", "파이토치", staff, clock.now())
    db.session.commit()
    run("questions", "load", "-", "--cohort", "ai-7", given=lines([*LINES, {"text": "옛 이름으로 온 질문", "tags": "파이토치, tensor", "week": 3, "answer": "네"}]))
    page = as_peer.get(f"/c/ai-7/questions/{query}").text

    assert "torch.gather" in page and "옛 이름으로 온 질문" in page
    assert "도커" not in page
    assert re.search(r"<option( selected)?>pytorch</option>", page)
    assert "#pytorch" in as_peer.get("/c/ai-7/tags/").text


def test_loading_asks_for_tags_that_became_others_once(run, statements):
    given = lines({"text": f"질문 {number}", "tags": [f"tag-{number}"]} for number in range(50))
    with statements() as ran:
        assert run("questions", "load", "-", "--cohort", "ai-7", given=given).exit_code == 0
    assert sum("tag_aliases" in statement for statement in ran) == 1


@pytest.mark.parametrize(("bad", "said"), [
    ("{", "line 3: this is not JSON"), ("[]", "line 3"), ('{"answer": "a"}', "line 3: text is missing"), ('{"text": 3}', "line 3: text must be text"),
    ('{"text": "a", "week": 99}', "line 3: there is no such week"), ('{"text": "a", "tags": [1]}', "line 3"), ('{"text": "a", "colour": 1}', "line 3: unknown: colour"),
    ('{"text": "a\\u0000b"}', "line 3"), (json.dumps({"text": "가" * 20_001}), "line 3: text is longer"),
])
def test_a_bad_line_is_refused_and_nothing_is_loaded(run, bad, said):
    done = run("questions", "load", "-", "--cohort", "ai-7", given=lines(LINES) + "\n" + bad)

    assert done.exit_code != 0
    assert said in done.output
    assert db.session.scalar(select(func.count()).select_from(Question)) == 0


def test_a_cohort_that_is_not_there_is_said(run):
    assert run("questions", "similar", "--cohort", "ai-9", "x").exit_code != 0


def test_the_index_is_rebuilt(run, camper):
    factories.question("gather는 어떻게 쓰나요?", camper)
    db.session.commit()

    assert "1 documents" in run("index", "rebuild").output
    assert run("index", "rebuild", "--if-needed").output == ""  # `make run` says nothing of what there was not to do
