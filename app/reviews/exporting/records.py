"""One review as JSON, for programs: all that there is of it. Shape 1; whoever reads it passes over keys that it does not know.

    {"hoego": 1, "kind": "review",
     "cohort": {"slug", "name", "timezone"}, "week": {"number", "from", "to", "due_at"},
     "state": "draft" (not filed), "filed" or "changed" (filed, and changed since),
     "started_at", "saved_at", "filed_at" (null for a draft), "late",
     "review": what its author wrote last: {"title", "closing", "energy" ("" or "1" to "5"), "energy_word", "shares_energy", "audience",
         "questions": [{"key", "text", "own_answer", "origin", "tags", "asks_mentors", "without_name"}], "resources": [{"key", "text", "url",
         "note"}], "study_topics" and "actions": [{"key", "text", "note"}], "takeaways", "went_well" and "to_improve": [{"key", "text"}]},
     "published": the same of what others read, where it differs ("changed"), else null,
     "asked": of the filed questions, what became of them: [{"key", "id", "text", "asked_at", "answered_at", "me_too_count",
         "replies": [{"author", "role", "text", "written_at", "asks_back", "accepted_at", "noted_by" (null; of what was said in a peer session,
         who wrote it down there)}]}],
     "apart": the same of what was asked on its own that week and stands in the review, with its "own_answer" and "without_name"}

Moments are UTC as `2026-08-23T13:41:00Z`. `key` names a row for good: in "review", "published" and "asked".
"""
from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from app.questions.models import Question, Reply
from app.reviews.exporting.history import Kept

SHAPE = 1


def record(kept: Kept) -> str:
    """The JSON of one review, with a line end."""
    return json.dumps(told(kept), ensure_ascii=False, indent=2) + "\n"


def told(kept: Kept) -> dict[str, Any]:
    """One review as what JSON is made of."""
    review, cohort, week = kept.review, kept.cohort, kept.review.week
    return {
        "hoego": SHAPE, "kind": "review",
        "cohort": {"slug": cohort.slug, "name": cohort.name, "timezone": cohort.timezone},
        "week": {"number": week.number, "from": f"{week.starts_on}", "to": f"{week.ends_on}", "due_at": moment(week.due_at)},
        "state": kept.state,
        "started_at": moment(review.started_at), "saved_at": moment(review.saved_at), "filed_at": moment(review.filed_at), "late": review.is_late,
        "review": json.loads(review.document.without_blanks().as_json()),
        "published": json.loads(review.published().as_json()) if kept.state == "changed" else None,
        "asked": [_asked(question, kept.replies.get(question.id, ())) for question in review.questions if question.is_filed],
        "apart": [_asked(question, kept.replies.get(question.id, ())) | {"own_answer": question.own_answer, "without_name": question.without_name}
                  for question in kept.apart],
    }


def _asked(question: Question, replies: Sequence[Reply]) -> dict[str, Any]:
    return {
        "key": question.key, "id": question.id, "text": question.text, "asked_at": moment(question.asked_at),
        "answered_at": moment(question.answered_at), "me_too_count": question.me_too_count,
        "replies": [{"author": reply.author.name, "role": reply.author_role, "text": reply.text, "written_at": moment(reply.written_at),
                     "asks_back": reply.asks_back, "accepted_at": moment(reply.accepted_at),
                     "noted_by": reply.noted_by.name if reply.noted_by else None} for reply in replies],
    }


def moment(at: datetime | None) -> str | None:
    """As JSON says it: '2026-08-23T13:41:00Z'."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None
