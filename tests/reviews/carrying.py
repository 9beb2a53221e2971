"""What comes over from last week, and the buttons that tick it off."""
from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.cohorts.models import Membership
from app.extensions import db
from app.reviews.models import Entry, EntryRow, FollowUp, Review
from tests import factories
from tests.people import Person

ENGLISH = {"Accept-Language": "en"}
FORM = "/c/ai-7/weeks/9/review"
TICKS = f"{FORM}/follow-ups"
AGAIN = f"{FORM}/renewals"
BY_SCRIPT = {"Accept": "application/json", **ENGLISH}

ACTION = EntryRow("action", "저녁 산책", key="walk", note="9시에 다시 앉기")
TOPIC = EntryRow("study_topic", "대규모 데이터", key="data")


def last_week(camper: Membership, *, entries: tuple[EntryRow, ...] = (ACTION, TOPIC), **more: Any) -> Review:
    return factories.review(camper, number=8, entries=entries, **more)


def action(review: Review) -> Entry:
    return next(each for each in review.entries if each.section == "action")


def entry(review: Review) -> str:
    return f"entry-{action(review).id}"


def tick(person: Person, name: str, **more: str):
    return person.post(TICKS, {"tick": name, **more}, headers=ENGLISH)


def kept() -> list[tuple[str, str, str]]:
    return [(key, outcome, word) for key, outcome, word in db.session.execute(select(FollowUp.key, FollowUp.outcome, FollowUp.word).order_by(FollowUp.key))]


def form_of(person: Person, address: str = FORM) -> str:
    answer = person.get(address, headers=ENGLISH)
    assert answer.status_code == 200
    return answer.text
