"""Reviews, questions and replies as programs get them: no more than their reader's pages show. Their shapes are in openapi.py."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app, url_for
from sqlalchemy import Row

from app.cohorts.models import Membership
from app.questions.models import Question, Reply, state_of
from app.questions.models.nameable import asker_is_shown
from app.reviews.exporting import moment
from app.reviews.models import Entry
from app.reviews.queries.sheet import Sheet
from app.web.words import text_of


def membership(member: Membership) -> dict[str, Any]:
    cohort = member.cohort
    return {"cohort": cohort.slug, "name": cohort.name, "timezone": cohort.timezone, "role": member.role, "archived": cohort.is_archived}


def review_line(row: Any) -> dict[str, Any]:
    return {"id": row.id, "week": row.number, "title": row.title, "author": row.name, "filed_at": moment(row.filed_at),
            "page": _page("reviews.show", review_id=row.id)}


def review(shown: Sheet) -> dict[str, Any]:
    written, author = shown.review, shown.review.author
    return {
        "id": written.id, "week": written.week.number, "title": written.title, "author": author.name, "filed_at": moment(written.filed_at),
        "page": _page("reviews.show", review_id=written.id), "late": written.is_late, "energy": written.energy_for(shown.reader), "closing": written.closing,
        "entries": [_entry(entry) for entries in shown.entries.values() for entry in entries],
        "questions": [{"id": question.id, "headline": question.headline, "state": question.state} for question in shown.questions],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {"section": entry.section, "text": entry.text, "url": entry.link, "note": entry.note}


def question_line(row: Row[*tuple[Any, ...]], tags: Sequence[str], reader: Membership) -> dict[str, Any]:
    named = asker_is_shown(row.without_name, row.author_id, reader)
    return {
        "id": row.id, "week": row.number, "state": state_of(row.answered_at, row.closed_at, row.duplicate_of_id),
        "headline": text_of(row.headline_html), "asker": row.name if named else None,
        "asked": _when(row.asked_at or row.filed_at if named else row.listed_at, reader, named=named), "tags": list(tags), "origin": row.origin,
        "me_too": row.me_too_count, "replies": row.reply_count, "page": _page("questions.show", question_id=row.id),
    }


def question(asked: Question, reader: Membership) -> dict[str, Any]:
    named = asked.shows_asker_to(reader)
    return {
        "id": asked.id, "week": asked.week.number, "state": asked.state, "headline": asked.headline, "asker": asked.author.name if named else None,
        "asked": _when(asked.shown_at_for(reader), reader, named=named), "tags": [tag.name for tag in asked.tags], "origin": asked.origin,
        "me_too": asked.me_too_count, "replies": asked.reply_count, "page": _page("questions.show", question_id=asked.id), "text": asked.text,
        "own_answer": asked.own_answer,
    }


def reply(asked: Question, said: Reply, place: int, reader: Membership) -> dict[str, Any]:
    """What its author took back has no words any more, and what the asker adds to a question without a name no name."""
    named = not (asked.hides_author_of(said, reader) or said.is_withdrawn)
    return {
        "place": place, "author": said.author.name if named else None, "role": said.author_role if named else None,
        "written": _when(said.written_at, reader, named=named), "text": "" if said.is_withdrawn else said.text, "withdrawn": said.is_withdrawn,
        "asks_back": said.asks_back, "accepted": said.accepted_at is not None, "endorsed": said.endorsed_at is not None,
    }


def _when(at: datetime | None, reader: Membership, *, named: bool) -> str | None:
    """A moment in UTC; of what has no name the day in the cohort's zone, as on the page."""
    if at is None or named:
        return moment(at)
    return f"{at.astimezone(ZoneInfo(reader.cohort.timezone)):%Y-%m-%d}"


def _page(endpoint: str, **values: Any) -> str:
    """Where people read it."""
    return current_app.config["BASE_URL"] + url_for(endpoint, **values)
