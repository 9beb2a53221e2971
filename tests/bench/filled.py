"""Databases that are measured against each other: 100 questions, the same ones in each, and as many beside them as are asked for.

The hundred fill a page of whatever the queue and the list can be chosen by, and stand where the first page shows them: they wait longest, or are the
newest. So the pages of a small and of a large database show the same rows, and what takes longer is the way to them.
"""
from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import event, func, select, text

from tests.bench.serving import PROGRAMS, ROOT

KEY = "only for measuring, on one machine, 0123456789"
PLANTED = 100  # questions that wait or are answered; those that were closed are beside them
FREE, HELD, CLOSED = 34, 33, 31  # a page and more of each
WEEK, TAG, SELDOM, ORIGIN = 9, "training", "planted", "lecture"  # of all of them; the second tag is of nothing else


def fill(url: str, questions: int) -> None:
    """`questions` of them in an empty database: PLANTED, and the rest in bulk as `flask demo --questions` adds them; 62 that were closed beside them."""
    subprocess.run([PROGRAMS / "flask", "--app", "wsgi", "db", "upgrade"], cwd=ROOT, env={**os.environ, **_settings(url)}, check=True, capture_output=True)
    from app.demo import bulk
    from app.extensions import db
    from app.web import clock

    with app_on(url):
        bulk.fill(max(questions - PLANTED, 0), clock.now())
        _plant()
        if db.engine.dialect.name == "postgresql":
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM ANALYZE"))  # as its own worker would have done meanwhile


def _settings(url: str) -> dict[str, str]:
    return {"HOEGO_SECRET_KEY": KEY, "DATABASE_URL": url}


@contextmanager
def app_on(url: str) -> Iterator[Any]:
    from app import create_app
    from config import from_environment

    app = create_app(from_environment({**os.environ, **_settings(url)}))
    with app.app_context():
        yield app


@contextmanager
def statements() -> Iterator[list[str]]:
    """What runs on this app's database meanwhile, without the words that open a transaction."""
    from app.extensions import db

    ran: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *more: Any) -> None:
        if not statement.startswith("BEGIN"):
            ran.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield ran
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def cohort() -> Any:
    """The one that holds the hundred."""
    from app.cohorts.models import Cohort
    from app.extensions import db

    return db.session.scalars(select(Cohort).where(Cohort.slug.like("load-%")).order_by(Cohort.id).limit(1)).one()


def first(cohort_id: int, role: str) -> Any:
    """The mentor who holds some of the hundred, the camper who asked them."""
    from app.cohorts.models import Membership
    from app.extensions import db

    return db.session.scalars(select(Membership).where(Membership.cohort_id == cohort_id, Membership.role == role).order_by(Membership.id).limit(1)).one()


def longest_waiting(cohort_id: int, number: int) -> list[int]:
    from app.extensions import db
    from app.questions.models import Question

    return list(db.session.scalars(Question.waiting(cohort_id).with_only_columns(Question.id).limit(number)))


def middle(cohort_id: int, *, of_queue: bool) -> str:
    """From where on the address of a page goes on when half of the queue, or of the list, lies before it."""
    from app.extensions import db
    from app.questions.models import Question

    at = Question.waiting_since if of_queue else Question.listed_at
    some = select(at, Question.id).where(Question.cohort_id == cohort_id, at.is_not(None), Question.closed_at.is_(None)).order_by(at, Question.id)
    number = db.session.scalar(select(func.count()).select_from(some.subquery())) or 0
    moment, question_id = db.session.execute(some.offset(number // 2).limit(1)).one()
    assert moment is not None
    return f"{moment.timestamp():.6f}_{question_id}"


def _plant() -> None:
    from app.cohorts.models import Membership
    from app.demo.material import threads
    from app.extensions import db
    from app.web import clock
    from tests import factories

    now, place = clock.now(), cohort()
    mentor, camper, week = first(place.id, "mentor"), first(place.id, "camper"), factories.week(WEEK, place)
    peer = db.session.scalars(select(Membership).where(Membership.cohort_id == place.id, Membership.role == "camper", Membership.id != camper.id)).first()
    texts, long_ago = [thread.phrasings[0] for thread in threads()], now - timedelta(weeks=30)

    def asked(number: int, at: Any) -> Any:
        return factories.question(texts[number % len(texts)], camper, at=at, tags=(TAG, SELDOM), origin=ORIGIN, week_id=week.id)

    for number in range(FREE + HELD):
        question = asked(number, long_ago + timedelta(minutes=number))
        if number >= FREE:
            question.claimed_by_id, question.claimed_until = mentor.id, now + timedelta(weeks=30)
    answered = []
    for number in range(FREE + HELD, PLANTED):
        answered.append(asked(number, now - timedelta(minutes=PLANTED - number)))
        factories.reply(answered[-1], mentor, at=now)
    for number in range(CLOSED):
        repeated, taken_back = (asked(PLANTED + number, now - timedelta(hours=3, minutes=number)) for _ in range(2))
        repeated.close_as_duplicate(answered[0], mentor, now)
        factories.reply(taken_back, peer, at=now)
        taken_back.withdraw(camper, now)
    db.session.commit()
