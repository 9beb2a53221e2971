"""Every revision up and down, with rows in it, on the database under test; and no difference between models and tables."""
from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import MetaData, Table, inspect, select, text

from app import create_app
from app.cohorts.models import Cohort
from app.extensions import db
from app.questions.models import Question
from app.reviews.models import Document, EntryRow
from app.search.models import is_a_table_of_ours
from tests import factories
from tests.clock import FRIDAY_EVENING as NOW
from tests.people import Person

MIGRATIONS = str(Path(__file__).parent.parent / "migrations")
REVISIONS = [script.revision for script in ScriptDirectory(MIGRATIONS).walk_revisions()][::-1]


@pytest.fixture
def bare(settings: dict[str, object], tmp_path: Path) -> Iterator[Flask]:
    """An app on a database without a single table."""
    with an_empty_database(tmp_path) as url:
        app = create_app({**settings, "SQLALCHEMY_DATABASE_URI": url})
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()


def an_empty_database(folder: Path) -> AbstractContextManager[str]:
    if os.environ.get("HOEGO_TEST_DATABASE") == "postgres":
        from tests import postgres

        return postgres.database()
    return nullcontext(f"sqlite:///{folder / 'bare.sqlite'}")


def differences() -> list[object]:
    with db.engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True, "include_object": is_a_table_of_ours}), db.metadata)


def test_the_tables_are_what_the_models_say(bare):
    upgrade(MIGRATIONS)

    assert differences() == []


def test_every_revision_goes_up_and_down(bare):
    for revision in REVISIONS:
        upgrade(MIGRATIONS, revision)
        downgrade(MIGRATIONS, "-1")
        upgrade(MIGRATIONS, revision)
    downgrade(MIGRATIONS, "base")

    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}


def test_rows_survive_the_last_revision_down_and_up(bare):
    upgrade(MIGRATIONS)
    camper = factories.member(team=factories.team())
    factories.question("gather는 어떻게 쓰나요?", camper, tags=("pytorch",))
    db.session.commit()
    db.session.remove()
    if len(REVISIONS) > 1:
        downgrade(MIGRATIONS, "-1")
        upgrade(MIGRATIONS)

    assert db.session.scalar(select(Question.text)) == "gather는 어떻게 쓰나요?"
    assert db.session.scalar(select(Cohort.slug)) == "ai-7"


def test_an_upgrade_can_be_run_again(bare):
    upgrade(MIGRATIONS)
    upgrade(MIGRATIONS)

    assert db.session.execute(text("select version_num from alembic_version")).scalars().all() == [REVISIONS[-1]]


def test_readiness_waits_for_the_migrations(bare):
    client = Person(bare)
    assert client.get("/readyz").status_code == 503
    upgrade(MIGRATIONS)
    assert client.get("/readyz").status_code == 200


def test_a_draft_of_rows_becomes_a_document_and_rows_again(bare):
    upgrade(MIGRATIONS, "0001")
    _a_draft_of_rows()
    upgrade(MIGRATIONS, "0002")

    with db.engine.connect() as connection:
        kept = connection.execute(text("select kept from drafts")).scalar_one()
        assert connection.execute(text("select count(*) from entries")).scalar_one() == connection.execute(text("select count(*) from questions")).scalar_one() == 0
    document = Document.from_json(kept)
    assert (document.title, document.closing, document.energy, document.audience) == ("쓰다 만", "끝말", "2", "team")
    assert [(row.section, row["text"]) for row in document.rows] == [("questions", "왜?"), ("resources", "자료"), ("actions", "결정")]
    assert (document.rows[0]["tags"], document.rows[0]["without_name"], document.rows[1]["url"], document.rows[2]["note"]) == (
        "cnn, pytorch", True, "https://example.org", "첫걸음")

    downgrade(MIGRATIONS, "0001")
    with db.engine.connect() as connection:
        assert [tuple(row) for row in connection.execute(text("select section, text, url, note from entries order by position"))] == [
            ("resource", "자료", "https://example.org", ""), ("action", "결정", "", "첫걸음")]
        assert connection.execute(text("select text from questions")).scalar_one() == "왜?"
        assert sorted(connection.execute(text("select name from question_tags")).scalars()) == ["cnn", "pytorch"]
        assert connection.execute(text("select title from reviews")).scalar_one() == "쓰다 만"


def test_rows_that_were_there_are_about_the_pages_that_new_ones_are_about(bare):
    """What the migration wrote once, and what the rule says now."""
    upgrade(MIGRATIONS)
    urls = ("https://www.PyTorch.org:443/docs/%73table/?utm_source=a&v=2#top", "http://위키.kr/딥_러닝?q=가", "https://a.kr/" + "가" * 400, "https://a.kr/#/b", "메모", "https://a:b/")
    review = factories.review(factories.member(), entries=(*(EntryRow("resource", "자료", url=url) for url in urls),
                                                           EntryRow("action", "[강의](https://cs231n.github.io/a)를 보기"), EntryRow("study_topic", "복습", note="https://a.kr/b부터"), EntryRow("takeaway", "https://a.kr")))
    named = [entry.page for entry in review.entries]
    db.session.commit()
    db.session.remove()
    downgrade(MIGRATIONS, "0021")
    upgrade(MIGRATIONS, "0022")

    assert named[0] == "pytorch.org/docs/stable?v=2"
    with db.engine.connect() as connection:
        assert [page for (page,) in connection.execute(text("select page from entries order by position"))] == named


def _a_draft_of_rows() -> None:
    rows = {
        "accounts": {"id": 1, "address": "a@example.org", "name": "한지우", "password_hash": "x", "mails_answers": True, "created_at": NOW},
        "cohorts": {"id": 1, "slug": "ai-7", "name": "7기", "timezone": "Asia/Seoul", "starts_on": NOW.date(), "week_count": 1, "due_weekday": 6,
                    "due_time": NOW.time(), "promise_hours": 24, "waiting_count": 0, "created_at": NOW},
        "weeks": {"id": 1, "cohort_id": 1, "number": 1, "starts_on": NOW.date(), "due_at": NOW},
        "memberships": {"id": 1, "cohort_id": 1, "account_id": 1, "role": "camper", "unread_count": 0, "joined_at": NOW},
        "reviews": {"id": 1, "cohort_id": 1, "week_id": 1, "author_id": 1, "title": "쓰다 만", "closing": "끝말", "closing_html": "<p>끝말</p>", "renderer": 1,
                    "energy": 2, "energy_word": "", "shares_energy": False, "version": 3, "audience": "team", "started_at": NOW, "saved_at": NOW},
        "entries": [
            {"id": 1, "cohort_id": 1, "review_id": 1, "section": "resource", "position": 0, "text": "자료", "html": "", "url": "https://example.org", "note": "",
             "note_html": "", "renderer": 1},
            {"id": 2, "cohort_id": 1, "review_id": 1, "section": "action", "position": 1, "text": "결정", "html": "", "url": "", "note": "첫걸음",
             "note_html": "", "renderer": 1}],
        "questions": {"id": 7, "cohort_id": 1, "week_id": 1, "author_id": 1, "review_id": 1, "position": 0, "text": "왜?", "headline": "왜?",
                      "headline_html": "왜?", "body_html": "", "own_answer": "", "own_answer_html": "", "renderer": 1, "asks_mentors": True, "without_name": True,
                      "audience": "cohort", "me_too_count": 0, "reply_count": 0},
        "question_tags": [{"question_id": 7, "name": name, "cohort_id": 1} for name in ("pytorch", "cnn")],
    }
    with db.engine.begin() as connection:
        for name, values in rows.items():
            table = Table(name, MetaData(), autoload_with=connection)
            connection.execute(table.insert(), values)
