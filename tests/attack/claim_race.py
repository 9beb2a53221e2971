"""Check 9: two mentors claim the same question at the same instant, in two processes, 1,000 times: always exactly one holds it.

    python -m tests.attack.claim_race [ROUNDS]                                on SQLite, in a temporary folder
    python -m tests.postgres python -m tests.attack.claim_race [ROUNDS]       on PostgreSQL
"""
from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from app import create_app
from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import AlreadyClaimed, Question
from app.web import clock
from config import from_environment
from tests import factories
from tests.measuring import database_url

ROUNDS = 1000


@dataclass(frozen=True)
class Outcome:
    rounds: int
    exactly_one: int
    first: int
    second: int


def main(rounds: int) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        url = database_url(Path(folder))
        with _app(url).app_context():
            db.create_all()
            question_ids, mentor_ids = _prepared(rounds)
            outcome = race(url, question_ids, mentor_ids)
            db.session.remove()
            db.drop_all()
            db.engine.dispose()
    return outcome


def race(url: str, question_ids: list[int], mentor_ids: list[int]) -> Outcome:
    """One process a mentor; before each question both wait for the other, then both press."""
    context = get_context("spawn")
    barrier = context.Barrier(2)
    queue = context.SimpleQueue()
    processes = [context.Process(target=_press, args=(url, question_ids, mentor, barrier, queue)) for mentor in mentor_ids]
    for process in processes:
        process.start()
    won = dict(queue.get() for _process in processes)
    for process in processes:
        process.join()
    exactly_one = 0
    for number, question_id in enumerate(question_ids):
        winners = [mentor for mentor in mentor_ids if won[mentor][number]]
        holder = db.session.scalars(select(Question.claimed_by_id).where(Question.id == question_id)).one()
        exactly_one += winners == [holder]
    first, second = (sum(won[mentor]) for mentor in mentor_ids)
    return Outcome(len(question_ids), exactly_one, first, second)


def _press(url: str, question_ids: list[int], mentor_id: int, barrier: Barrier, queue: Any) -> None:
    with _app(url).app_context():
        won = []
        for question_id in question_ids:
            barrier.wait(60)
            try:
                db.session.get_one(Question, question_id).claim_for(db.session.get_one(Membership, mentor_id), clock.now())
                db.session.commit()
                won.append(True)
            except AlreadyClaimed:
                db.session.rollback()
                won.append(False)
            db.session.expunge_all()
        queue.put((mentor_id, won))


def _prepared(rounds: int) -> tuple[list[int], list[int]]:
    asker = factories.member("camper", "한지우")
    questions = [factories.question(f"질문 {number}", asker) for number in range(rounds)]
    mentors = [factories.member("mentor", name) for name in ("박민서", "최유진")]
    db.session.commit()
    return [question.id for question in questions], [mentor.id for mentor in mentors]


def _app(url: str) -> Flask:
    return create_app({**from_environment({"HOEGO_SECRET_KEY": "only for tests, never anywhere else, 1234", "DATABASE_URL": url}), "TESTING": True})


if __name__ == "__main__":
    outcome = main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
    print(f"{outcome.exactly_one} of {outcome.rounds} rounds: exactly one holds the question ({outcome.first} the first mentor, {outcome.second} the second)")
    sys.exit(outcome.exactly_one != outcome.rounds)
