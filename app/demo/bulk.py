"""Load in bulk: cohorts full of questions, for measuring. The rows are what the rules would have written, the texts the demo's."""
from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, insert, select, update

from app.accounts.models import Account
from app.cohorts.models import Cohort, Membership, Team, Week
from app.demo.building import DOMAIN
from app.demo.material import Thread, threads
from app.extensions import db
from app.questions.indexed import KIND
from app.questions.models import Question, QuestionTag, Reply
from app.reviews.models import Review
from app.search import index
from app.search.index import Entry
from app.web import markdown

COHORTS, PEOPLE, TEAMS, WEEKS = 20, 200, 40, 20
A_BATCH = 10_000
OPEN_SHARE = 0.03
REVIEWS_SHARE = 0.08  # reviews for each question: 80,000 for a million


@dataclass(frozen=True)
class Rendered:
    """A thread of the demo's texts, rendered once for all the rows that show it."""

    thread: Thread
    headline: str
    headline_html: str
    body_html: str
    reply: str
    reply_html: str


def fill(count: int, now: datetime) -> None:
    """Add `count` questions, most of them answered, to cohorts made for it; commits as it goes."""
    chance = random.Random(count)
    rendered = [_rendered(thread) for thread in threads()]
    cohorts = COHORTS if count >= COHORTS * PEOPLE else 1
    first = (db.session.scalar(select(func.count()).select_from(Cohort)) or 0)
    password_hash = db.session.scalar(select(Account.password_hash).limit(1)) or ""
    for number in range(cohorts):
        share = count // cohorts + (1 if number < count % cohorts else 0)
        cohort = _cohort(f"load-{first + number}", now)
        members = _members(cohort, password_hash, now)
        _fill_cohort(cohort, members, share, rendered, chance, now)
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


def _fill_cohort(cohort: Cohort, members: list[int], count: int, rendered: list[Rendered], chance: random.Random, now: datetime) -> None:
    weeks = list(db.session.scalars(select(Week).where(Week.cohort_id == cohort.id).order_by(Week.number)))
    guides, campers = members[: PEOPLE // 20], members[PEOPLE // 20:]
    reviews = _reviews(cohort, campers, weeks, int(count * REVIEWS_SHARE), chance)
    ids = set()
    while len(ids) < count:
        ids.add(chance.randrange(10**12, 10**13))
    waiting = 0
    for batch in _batches(iter(ids)):
        questions, replies, tags = [], [], []
        for question_id in batch:
            look = chance.choice(rendered)
            review_id, author_id, week = chance.choice(reviews)
            asked_at = week.due_at - timedelta(minutes=chance.randrange(1, 7 * 24 * 60))
            is_open = chance.random() < OPEN_SHARE
            waiting += is_open
            answered_at = None if is_open else asked_at + timedelta(minutes=chance.randrange(10, 2000))
            questions.append(_question(cohort, question_id, review_id, author_id, week, look, asked_at, answered_at))
            tags.extend({"question_id": question_id, "name": tag, "cohort_id": cohort.id, "listed_at": asked_at,
                         "waiting_since": None if answered_at else asked_at} for tag in look.thread.tags)
            if answered_at:
                replies.append({"cohort_id": cohort.id, "question_id": question_id, "author_id": chance.choice(guides), "author_role": "mentor",
                                "text": look.reply, "html": look.reply_html, "renderer": markdown.RENDERER, "asks_back": False, "written_at": answered_at})
        db.session.execute(insert(Question), questions)
        db.session.execute(insert(QuestionTag), tags)
        if replies:
            db.session.execute(insert(Reply), replies)
        index.put(KIND, [Entry(row["id"], cohort.id, row["text"]) for row in questions])
        db.session.commit()
    db.session.execute(update(Cohort).where(Cohort.id == cohort.id).values(waiting_count=Cohort.waiting_count + waiting))


def _reviews(cohort: Cohort, campers: list[int], weeks: list[Week], count: int, chance: random.Random) -> list[tuple[int, int, Week]]:
    """Filed reviews, one a camper and week: (id, author, week)."""
    places = [(author, week) for week in weeks for author in campers]
    chosen = chance.sample(places, max(1, min(count, len(places))))
    rows = [{"cohort_id": cohort.id, "week_id": week.id, "author_id": author, "title": f"{week.number}주차를 돌아보며", "closing": "", "closing_html": "",
             "renderer": markdown.RENDERER, "energy_word": "", "shares_energy": False, "version": 1, "audience": "cohort", "filed_at": week.due_at,
             "started_at": week.due_at, "saved_at": week.due_at} for author, week in chosen]
    for batch in _batches(iter(rows)):
        db.session.execute(insert(Review), batch)
    by_id = {week.id: week for week in weeks}
    found = db.session.execute(select(Review.id, Review.author_id, Review.week_id).where(Review.cohort_id == cohort.id)).all()
    return [(row.id, row.author_id, by_id[row.week_id]) for row in found]


def _question(cohort: Cohort, question_id: int, review_id: int, author_id: int, week: Week, look: Rendered, asked_at: datetime,
              answered_at: datetime | None) -> dict[str, Any]:
    return {
        "id": question_id, "cohort_id": cohort.id, "author_id": author_id, "review_id": review_id, "week_id": week.id, "position": 0,
        "origin": look.thread.origin, "text": look.thread.phrasings[0], "headline": look.headline, "headline_html": look.headline_html,
        "body_html": look.body_html, "own_answer": "", "own_answer_html": "", "renderer": markdown.RENDERER, "asks_mentors": True,
        "without_name": False, "audience": "cohort", "filed_at": asked_at, "asked_at": asked_at, "listed_at": asked_at,
        "waiting_since": None if answered_at else asked_at, "answered_at": answered_at, "me_too_count": 0, "reply_count": 1 if answered_at else 0,
    }


def _rendered(thread: Thread) -> Rendered:
    reply = next((reply.text for reply in thread.replies if reply.by == "mentor"), "좋은 질문이에요. 공식 문서의 예제부터 같이 볼까요?")
    headline_html, body_html = markdown.headline(thread.phrasings[0])
    return Rendered(thread, markdown.plain(thread.phrasings[0].strip().split("\n")[0], 200), headline_html, body_html, reply, markdown.render(reply))


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(rows, A_BATCH)):
        yield batch
