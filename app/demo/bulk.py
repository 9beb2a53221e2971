"""Load in bulk: cohorts full of questions, for measuring. The rows are what the rules would have written, the texts the demo's."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import islice
from random import Random
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, insert, select, text, update

from app.accounts.models import Account
from app.cohorts.models import Cohort, Membership, Team, Week
from app.demo import copying
from app.demo.building import DOMAIN
from app.demo.copying import Look, Place
from app.demo.material import threads
from app.extensions import db
from app.questions import indexed as questions
from app.reviews import indexed as reviews_indexed
from app.reviews.models import Review
from app.search import index
from app.web import markdown

COHORTS, PEOPLE, TEAMS, WEEKS = 20, 200, 40, 20
A_BATCH = 25_000
AN_INDEXING = 5_000
OPEN, REPEATED, WITHDRAWN = 0.03, 0.02, 0.01  # of all; the others are answered
REVIEWS_SHARE = 0.08  # reviews for each question: 80,000 for a million
FIRST_ID, IDS = 10**12, 10**9  # each cohort takes its ids at random from as many, so that no two take the same


def fill(count: int, now: datetime) -> None:
    """Add `count` questions, most of them answered, to cohorts made for it; commits as it goes."""
    chance = Random(count)
    looks = [Look.of(thread) for thread in threads()]
    cohorts = COHORTS if count >= COHORTS * PEOPLE else 1
    first = (db.session.scalar(select(func.count()).select_from(Cohort)) or 0)
    password_hash = db.session.scalar(select(Account.password_hash).limit(1)) or ""
    for number in range(cohorts):
        share = count // cohorts + (1 if number < count % cohorts else 0)
        cohort = _cohort(f"load-{first + number}", now)
        members = _members(cohort, password_hash, now)
        ids = sorted(chance.sample(range(FIRST_ID + (first + number) * IDS, FIRST_ID + (first + number + 1) * IDS), share))
        _fill_cohort(cohort, members, ids, looks, chance, now)
        db.session.commit()
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("ANALYZE"))  # it plans by what it knows of the tables, and comes to know by itself only later
        db.session.commit()


def _cohort(slug: str, now: datetime) -> Cohort:
    today = now.astimezone(ZoneInfo("Asia/Seoul")).date()
    cohort = Cohort(slug=slug, name=slug, timezone="Asia/Seoul", starts_on=today - timedelta(weeks=WEEKS - 1), week_count=WEEKS, due_weekday=6,
                    due_time=time(23, 59), promise_hours=24, waiting_count=0, created_at=now, weeks=[])
    cohort.plan_weeks()
    db.session.add(cohort)
    db.session.flush()
    return cohort


def _members(cohort: Cohort, password_hash: str, now: datetime) -> list[int]:
    """Ids of the cohort's people: mentors first, campers after. The demo's five join every one of them."""
    teams = [Team(cohort_id=cohort.id, name=f"{number + 1}조", created_at=now) for number in range(TEAMS)]
    accounts = [Account(address=f"{cohort.slug}-{number}@{DOMAIN}", name=f"사람 {number}", password_hash=password_hash, mails_answers=False, created_at=now)
                for number in range(PEOPLE)]
    db.session.add_all([*teams, *accounts])
    db.session.flush()
    known = {"camper": "camper", "peer": "camper", "mentor": "mentor", "mentor2": "mentor", "staff": "staff"}
    found = db.session.scalars(select(Account).where(Account.address.in_([f"{local}@{DOMAIN}" for local in known])))
    demo = [(account, known[account.address.split("@")[0]]) for account in found]
    people = [(account, "mentor" if number < PEOPLE // 20 else "camper") for number, account in enumerate(accounts)]
    members = [Membership(cohort_id=cohort.id, account_id=account.id, role=role, team_id=teams[number % TEAMS].id if role == "camper" else None,
                          joined_at=now, unread_count=0) for number, (account, role) in enumerate([*people, *demo])]
    db.session.add_all(members)
    db.session.flush()
    return [member.id for member in members]


def _fill_cohort(cohort: Cohort, members: list[int], ids: list[int], looks: list[Look], chance: Random, now: datetime) -> None:
    weeks = list(db.session.scalars(select(Week).where(Week.cohort_id == cohort.id).order_by(Week.number)))
    guides, campers = members[: PEOPLE // 20], members[PEOPLE // 20:]
    reviews = _reviews(cohort, campers, weeks, int(len(ids) * REVIEWS_SHARE), chance)
    waiting = 0
    for batch in _batches(iter(ids)):
        places = list(_places(batch, reviews, guides, len(looks), chance, now))
        copying.write(cohort.id, looks, places)
        _index(questions, batch)
        waiting += sum(place.state == "open" for place in places)
        db.session.commit()
    db.session.execute(update(Cohort).where(Cohort.id == cohort.id).values(waiting_count=Cohort.waiting_count + waiting))


def _places(ids: list[int], reviews: list[tuple[int, int, Week]], guides: list[int], looks: int, chance: Random, now: datetime) -> Iterator[Place]:
    """Asked in the days before a review was due, and replied to within a day and a half."""
    answered = 0
    for question_id in ids:
        review_id, author_id, week = chance.choice(reviews)
        asked_at = min(week.due_at, now) - timedelta(minutes=chance.randrange(1, 7 * 24 * 60))
        replied_at, guide_id = min(asked_at + timedelta(minutes=chance.randrange(10, 2000)), now), chance.choice(guides)
        place, kind = (question_id, review_id, author_id, week.id, chance.randrange(looks)), chance.random()
        if kind < OPEN:
            yield Place(*place, "open", asked_at)
        elif kind < OPEN + REPEATED and answered:
            yield Place(*place, "duplicate", asked_at, same_as_id=answered)
        elif kind < OPEN + REPEATED + WITHDRAWN:
            yield Place(*place, "withdrawn", asked_at, replied_at, guide_id)
        else:
            answered = question_id
            yield Place(*place, "answered", asked_at, replied_at, guide_id)


def _reviews(cohort: Cohort, campers: list[int], weeks: list[Week], count: int, chance: Random) -> list[tuple[int, int, Week]]:
    """Filed reviews, one a camper and week: (id, author, week)."""
    places = [(author, week) for week in weeks for author in campers]
    chosen = chance.sample(places, max(1, min(count, len(places))))
    rows = [{"cohort_id": cohort.id, "week_id": week.id, "author_id": author, "title": f"{week.number}주차를 돌아보며", "closing": "", "closing_html": "",
             "renderer": markdown.RENDERER, "energy_word": "", "shares_energy": False, "version": 1, "audience": "cohort", "filed_at": week.due_at,
             "started_at": week.due_at, "saved_at": week.due_at} for author, week in chosen]
    for batch in _batches(iter(rows)):
        db.session.connection().execute(insert(Review), batch)
    by_id = {week.id: week for week in weeks}
    found = db.session.execute(select(Review.id, Review.author_id, Review.week_id).where(Review.cohort_id == cohort.id)).all()
    _index(reviews_indexed, [row.id for row in found])
    return [(row.id, row.author_id, by_id[row.week_id]) for row in found]


def _index(room: ModuleType, ids: list[int]) -> None:
    for start in range(0, len(ids), AN_INDEXING):
        index.add(room.ROOT, room.entries(ids[start:start + AN_INDEXING]))


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(rows, A_BATCH)):
        yield batch
