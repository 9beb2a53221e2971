"""A cohort in which every field of questions holds what an attacker would write; each payload in each field."""
from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.loading import load
from app.questions.models import A_SNIPPET, A_TAG, A_TITLE, A_WORD, Question, QuestionEvent, Reply, ReplyDraft, Snippet
from app.search.models import SPELLINGS, GlossaryTerm
from app.web.forms import tidy
from tests import factories
from tests.web.xss_payloads import PAYLOADS

CONTROLS = {code: None for code in range(32) if chr(code) not in "\n\t"}  # the forms refuse them by name
STORED = list(dict.fromkeys(kept for payload in PAYLOADS if (kept := tidy(payload.translate(CONTROLS)))))
TOGETHER = 12  # payloads of one question


@dataclass
class Talk:
    """A question, one that was closed as the same, one that was withdrawn after a reply."""

    question: Question
    repeated: Question
    withdrawn: Question
    reply: Reply


@dataclass
class Hostile:
    asker: Membership
    mentor: Membership
    staff: Membership
    talks: list[Talk]


def cohort_of_payloads(now: datetime) -> Hostile:
    asker, mentor, staff = (factories.member(role, STORED[place][:80]) for place, role in enumerate(("camper", "mentor", "staff")))
    there = Hostile(asker, mentor, staff, [_talk(STORED[start:start + TOGETHER], asker, mentor, staff, now) for start in range(0, len(STORED), TOGETHER)])
    cohort = factories.cohort()
    for payload in STORED:
        db.session.add(Snippet(cohort_id=cohort.id, owner_id=mentor.id, written_by_id=mentor.id, title=_line(payload, A_TITLE), text=payload[:A_SNIPPET],
                               written_at=now))
        db.session.add(Snippet(cohort_id=cohort.id, written_by_id=staff.id, title=_line(payload, A_TITLE), text=payload[:A_SNIPPET], written_at=now))
        db.session.add(GlossaryTerm(cohort_id=cohort.id, spellings=_line(payload, SPELLINGS), added_by_id=staff.id, added_at=now))
    load((json.dumps({"text": payload, "answer": payload, "tags": [_line(payload, A_TAG)]}) for payload in STORED), cohort, now)
    db.session.commit()
    return there


def _talk(payloads: list[str], asker: Membership, mentor: Membership, staff: Membership, now: datetime) -> Talk:
    words = "\n\n".join(payloads)
    question = factories.question(words, asker, tags=tuple(_line(payload, A_TAG) for payload in payloads[:5]), at=now)
    repeated = factories.question(f"다시\n\n{words}", asker, at=now)
    withdrawn = factories.question(words, asker, tags=("cnn",), at=now)
    factories.reply(withdrawn, mentor, words)
    withdrawn.withdraw(asker, now)
    repeated.close_as_duplicate(question, mentor, now)
    reply = None
    for payload in payloads:
        reply = factories.reply(question, asker, payload)
        reply.edit(asker, f"{payload}\n\n{payload}", now)
        for event in ("reopened", "again", "handed"):
            db.session.add(QuestionEvent(cohort_id=question.cohort_id, question_id=question.id, member_id=asker.id if event != "handed" else staff.id, event=event,
                                         word=_line(payload, A_WORD), at=now, to_id=mentor.id if event == "handed" else None))
    question.edit(asker, f"{words}\n\n끝", now)
    question.hand_to(mentor, staff, _line(payloads[-1], A_WORD), now)
    for member in (mentor, asker):
        ReplyDraft.keep(question.id, member, words, 0, now)
    db.session.flush()
    assert reply is not None
    return Talk(question, repeated, withdrawn, reply)


def _line(payload: str, limit: int) -> str:
    return " ".join(payload.split("\n"))[:limit]
