"""The payloads of tests/web/xss_payloads.py and what code makes of them, put into every field that people fill.

`cohort_of(payloads)` builds a cohort in which each payload stands in each field; `EVERYTHING` holds more than 500 of them. What a form would
refuse (an address that is none, a name that is too long) is put in by the models, as an import might.
"""
from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.accounts.models import Account
from app.cohorts.models import Cohort, Membership, Team
from app.comments.models import Reaction
from app.extensions import db
from app.notifications.models import Notice
from app.questions.loading import load
from app.questions.models import (
    A_SNIPPET,
    A_TAG,
    A_TITLE,
    A_WORD,
    Question,
    QuestionEvent,
    QuestionTag,
    ReplyDraft,
    Snippet,
    TagAlias,
    tag_names,
)
from app.reviews.models import EntryRow, QuestionRow, Review
from app.search.models import SPELLINGS, GlossaryTerm
from app.web import clock
from app.web.forms import A_TEXT, tidy
from tests import factories
from tests.web.xss_payloads import PAYLOADS

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # the forms refuse them by name
WEEKS, TALKS = 50, 10


def everything() -> list[str]:
    """All payloads as they can be stored, each once: as they are, breaking out of attributes and tags, inside Markdown."""
    tags = [payload for payload in PAYLOADS if payload.startswith("<")]
    made = [
        *PAYLOADS,
        *(payload.removeprefix("[누르세요](").removesuffix(")") for payload in PAYLOADS if payload.startswith("[누르세요](")),  # as an address alone
        *(f"'\">{payload}" for payload in tags),
        *(f"</p></div></main>{payload}" for payload in tags),
        *(f"- {payload}\n  - `{payload}`\n    {payload}" for payload in tags[::2]),
        *(f"~~~\n{payload}\n~~~\n{payload}" for payload in tags[1::2]),
        *(f"[{payload}]({payload} '{payload}')" for payload in tags[::3]),
    ]
    return list(dict.fromkeys(kept for payload in made if (kept := tidy(CONTROLS.sub("", payload)))))


EVERYTHING = everything()


@dataclass
class Hostile:
    """A cohort in which every field holds a payload."""

    cohort: Cohort
    author: Membership
    peer: Membership
    mentor: Membership
    staff: Membership
    reviews: list[Review]
    talks: list[Question]  # every payload is a reply to one of them, and the reason why one was opened again
    count: int


def cohort_of(payloads: Sequence[str]) -> Hostile:
    now = clock.now()
    cohort = factories.cohort(name=payloads[0][:80], promise_hours=1, week_count=WEEKS)
    cohort.turn_join_code()
    team = factories.team(payloads[1][:40], cohort)
    author, peer, mentor, staff = (
        factories.member(role, payload[:80], team=team if role == "camper" else None)
        for role, payload in zip(("camper", "camper", "mentor", "staff"), payloads[2:], strict=False))
    reviews = [_review(author, number, chunk) for number, chunk in enumerate(_chunks(payloads, WEEKS), 1)]
    people = _people(cohort, payloads)
    talks = [factories.question(payload, author, tags=(payload[:A_TAG],), own_answer=payload, at=now - timedelta(hours=2)) for payload in payloads[:TALKS]]
    for place, (member, payload) in enumerate(zip(people, payloads, strict=True)):
        talk = talks[place % TALKS]
        factories.review(member, title=_line(payload, 200), at=now)
        _said(reviews[place % len(reviews)], member, payload)
        talk.reply(member, payload, now).edit(member, f"{payload}\n\n{payload}", now)
        db.session.add(QuestionEvent(cohort_id=cohort.id, question_id=talk.id, member_id=member.id, event="reopened", word=_line(payload, A_WORD), at=now))
        _notice(author, member, payload)
        if place % 4 == 0:  # one page shows all of them
            _for_who_answers(talk, mentor, staff, payload)
    author.unread_count = len(people)
    for talk, payload in zip(talks, payloads, strict=False):
        talk.edit(author, f"{payload}\n\n{payload}", now)
        db.session.flush()
        factories.question(payload, author, at=now).close_as_duplicate(talk, mentor, now)
    for place, talk in enumerate(talks):
        ReplyDraft.keep(talk.id, mentor, tidy("\n\n".join(payloads[place::TALKS])), 0, now)
    load((json.dumps({"text": payload, "answer": payload, "tags": [_line(payload, A_TAG)]}) for payload in payloads[:TALKS]), cohort, now)
    db.session.add(QuestionTag(cohort_id=cohort.id, question_id=talks[0].id, name="kept"))
    db.session.add_all(TagAlias(cohort_id=cohort.id, name=name, kept="kept", made_by_id=staff.id, made_at=now)
                       for name in {name for payload in payloads[TALKS:] for name in tag_names([payload[:A_TAG]])})
    _other_cohorts(author, payloads)
    db.session.commit()
    return Hostile(cohort, author, peer, mentor, staff, reviews, talks, len(payloads))


def _review(author: Membership, number: int, payloads: Sequence[str]) -> Review:
    """Tidied as by a form: else the open page would have something to save."""
    payloads = [tidy(payload) for payload in payloads]
    return factories.review(
        author, number=number, title=_line(payloads[0], 200), closing="\n\n".join(payloads), energy=3, shares_energy=True,
        energy_word=_line(payloads[-1], 200),
        questions=tuple(QuestionRow(payload, own_answer=payload, tags=(payload,), origin="lecture") for payload in payloads),
        entries=tuple(entry for payload in payloads for entry in (
            EntryRow("resource", _line(payload, A_TEXT), url=_line(payload, A_TEXT), note=payload),
            EntryRow("resource", _line(payload, A_TEXT), url=f"https://example.org/{_line(payload, A_TEXT)}"),
            EntryRow("study_topic", payload, note=payload), EntryRow("takeaway", payload), EntryRow("went_well", payload),
            EntryRow("to_improve", payload), EntryRow("action", payload, note=payload))))


def _people(cohort: Cohort, payloads: Sequence[str]) -> list[Membership]:
    """Somebody called by each payload, in a team called by it."""
    now = clock.now()
    people = []
    for number, payload in enumerate(payloads):
        account = Account(address=f"hostile{number}@example.org", name=payload[:80], password_hash="none", created_at=now)
        team = Team(cohort_id=cohort.id, name=f"{payload[:34]} {number}", created_at=now)
        people.append(Membership(cohort=cohort, account=account, team=team, role="camper", joined_at=now, unread_count=0))
    db.session.add_all(people)
    db.session.flush()
    return people


def _said(review: Review, member: Membership, payload: str) -> None:
    """A remark that said the payload, and says it once more; and a word of somebody who is called by it."""
    comment = factories.comment(review, member, payload)
    comment.edit(f"{payload}\n\n{payload}", 1, clock.now())
    Reaction.give(member, "thanks", clock.now(), review_id=review.id)


def _for_who_answers(question: Question, mentor: Membership, staff: Membership, payload: str) -> None:
    """Handed on with the payload as a word; it is a snippet, and a term of the glossary."""
    now, cohort_id = clock.now(), question.cohort_id
    db.session.add_all([
        QuestionEvent(cohort_id=cohort_id, question_id=question.id, member_id=staff.id, event="handed", word=_line(payload, A_WORD), at=now, to_id=mentor.id),
        Snippet(cohort_id=cohort_id, owner_id=mentor.id, written_by_id=mentor.id, title=_line(payload, A_TITLE), text=payload[:A_SNIPPET], written_at=now),
        GlossaryTerm(cohort_id=cohort_id, spellings=_line(payload, SPELLINGS), added_by_id=staff.id, added_at=now)])


def _notice(reader: Membership, actor: Membership, payload: str) -> None:
    db.session.add(Notice(cohort_id=reader.cohort_id, member_id=reader.id, actor_id=actor.id, kind="comment", source=f"made:{actor.id}",
                          address="questions/", about=_line(payload, 200), excerpt=_line(payload, 300), at=clock.now()))


def _other_cohorts(member: Membership, payloads: Iterable[str]) -> None:
    now, here = clock.now(), member.cohort
    for number, payload in enumerate(payloads):
        there = Cohort(slug=f"other-{number}", name=payload[:80], timezone=here.timezone, starts_on=here.starts_on, week_count=1,
                       due_weekday=6, due_time=here.due_time, created_at=now, weeks=[])
        there.plan_weeks()
        db.session.add(Membership(cohort=there, account=member.account, role="camper", joined_at=now - timedelta(days=9), unread_count=0))
    db.session.flush()


def _line(payload: str, limit: int) -> str:
    return " ".join(payload.split("\n"))[:limit]


def _chunks(things: Sequence[str], most: int) -> list[Sequence[str]]:
    size = -(-len(things) // most)
    return [things[start:start + size] for start in range(0, len(things), size)]
