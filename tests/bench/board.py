"""The board of staff with 300 campers in their 24th week, and with 3: `python -m tests.bench.board`, on PostgreSQL with `HOEGO_TEST_DATABASE=postgres`.

Whole pages, asked of the app as by a browser and rendered, one client, the two sizes in turns in one process; medians. Each page takes the same statements for both.
"""
from __future__ import annotations

import contextvars
import statistics
import time
from datetime import timedelta
from random import Random
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, select, text

from app.accounts import models as accounts
from app.cohorts.models import Cohort, Membership, Week
from app.extensions import db
from app.reviews.models import Review
from app.web import clock
from app.web.markdown import RENDERER
from tests import factories
from tests.bench.filled import statements
from tests.measuring import empty_app
from tests.people import Person

SMALL, LARGE, WEEKS = 3, 300, 24
PAGES = ("", "questions", "energy", "campers.csv")
ROUNDS = 15


def report(rounds: int = ROUNDS) -> str:
    """The table, in Markdown."""
    accounts.hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    with empty_app() as app:
        staff = {campers: _filled(app, campers) for campers in (SMALL, LARGE)}
        if db.engine.dialect.name == "postgresql":
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM ANALYZE"))
        lines = [_line(page, staff, rounds) for page in PAGES]
    head = f"| page | {SMALL} campers, ms | {LARGE} campers, ms | kB | statements |\n|---|--:|--:|--:|--:|\n"
    return head + "\n".join(lines)


def _line(page: str, staff: dict[int, FlaskClient], rounds: int) -> str:
    took: dict[int, list[float]] = {campers: [] for campers in staff}
    ran: dict[int, int] = {}
    size = 0
    for _round in range(rounds + 1):  # the first fills what is kept between pages
        for campers, client in staff.items():
            with statements() as counted:
                began = time.perf_counter()
                answer = contextvars.Context().run(client.get, f"/c/board-{campers}/board/{page}")
                took[campers].append((time.perf_counter() - began) * 1000)
            assert answer.status_code == 200, (page, answer.status)
            ran[campers], size = len(counted), len(answer.data)
    small, large = (statistics.median(took[campers][1:]) for campers in (SMALL, LARGE))
    return f"| board/{page} | {small:.1f} | {large:.1f} | {size / 1000:.0f} | {ran[SMALL]} / {ran[LARGE]} |"


def _filled(app: Flask, campers: int) -> FlaskClient:
    """A cohort in its last week: nine of ten reviews are there, one question a camper and week, most answered. Gives the browser of its staff."""
    now, chance = clock.now(), Random(campers)
    monday = now.date() - timedelta(days=now.weekday(), weeks=WEEKS - 1)
    cohort = factories.cohort(f"board-{campers}", starts_on=monday, week_count=WEEKS)
    mentor, staff = factories.member("mentor", in_cohort=cohort), factories.member("staff", in_cohort=cohort)
    members = [factories.member(in_cohort=cohort, team=factories.team(f"{number // 5 + 1}조", cohort), joined_at=now - timedelta(weeks=WEEKS))
               for number in range(campers)]
    _write(cohort, members, chance)
    for number in range(min(campers * 2, 200)):
        question = factories.question(f"질문 {number}", members[number % campers], at=now - timedelta(hours=chance.randrange(1, 4000)))
        if number % 5:
            factories.reply(question, mentor, at=now - timedelta(minutes=chance.randrange(1, 60)))
    db.session.commit()
    return Person(app, staff.account).client


def _write(cohort: Cohort, members: list[Membership], chance: Random) -> None:
    """As rows: by its rules a review takes a hundredth of a second, and here are thousands."""
    rows: list[dict[str, Any]] = []
    for week in db.session.scalars(select(Week).where(Week.cohort_id == cohort.id)):
        for member in members:
            if chance.random() < .9:
                filed = week.due_at - timedelta(hours=chance.randrange(-4, 40))
                rows.append({"cohort_id": cohort.id, "week_id": week.id, "author_id": member.id, "title": "한 주", "closing": "", "closing_html": "",
                             "renderer": RENDERER, "energy": chance.randint(1, 5), "energy_word": "", "shares_energy": chance.random() < .3, "version": 1,
                             "audience": chance.choice(("cohort", "team", "mentors", "me")), "filed_at": filed, "started_at": filed, "saved_at": filed})
    db.session.connection().execute(insert(Review), rows)


if __name__ == "__main__":
    print(report())
