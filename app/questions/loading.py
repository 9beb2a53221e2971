"""Questions of earlier cohorts, brought in from a file of JSON lines: all of them or none, and each once however often it is brought."""
from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.accounts.models import Account
from app.cohorts.models import Cohort, Membership, Week
from app.extensions import db
from app.questions.models import Question, Reply, kept_tags, tag_names
from app.web import markdown
from app.web.forms import A_TEXT, tidy

KEYS = frozenset({"id", "text", "answer", "tags", "week"})
ADDRESS = "earlier-questions@{slug}.invalid"  # nobody signs in with it, and no mail can reach it
NAME = "지난 기수"
BEFORE = timedelta(weeks=5)  # before the cohort's beginning: out of sight of what is said of the usual wait
AT_ONCE = 500


class BadLine(Exception):
    """A line cannot be taken; nothing was loaded."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(f"line {number}: {why}")


@dataclass(frozen=True)
class Earlier:
    text: str
    answer: str
    tags: tuple[str, ...]
    week: int | None

    @property
    def once(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()[:40]


def load(lines: Iterable[str], cohort: Cohort, now: datetime) -> tuple[int, int]:
    """Add what is not there yet; gives how many were added and how many were there already. Raises BadLine. The caller commits.

    They belong to nobody: one account that cannot sign in, whose membership has ended. They are asked of no mentor, told to nobody, and stand
    in lists before everything that the cohort asked itself.
    """
    weeks = {week.number: week.id for week in db.session.scalars(select(Week).where(Week.cohort_id == cohort.id))}
    earlier = list({one.once: one for one in _read(lines, weeks)}.values())
    nobody = _nobody(cohort, now)
    at = datetime.combine(cohort.starts_on, time(), ZoneInfo(cohort.timezone)) - BEFORE
    there = set(db.session.scalars(select(Question.once).where(Question.author_id == nobody.id)))
    added = [one for one in earlier if one.once not in there]
    for start in range(0, len(added), AT_ONCE):
        _add(added[start:start + AT_ONCE], cohort, nobody, weeks, at)
    return len(added), len(earlier) - len(added)


def _add(earlier: list[Earlier], cohort: Cohort, nobody: Membership, weeks: dict[int, int], at: datetime) -> None:
    questions, kept_as = [], kept_tags(cohort.id, (name for one in earlier for name in tag_names(one.tags)))
    for one in earlier:
        question = Question(cohort_id=cohort.id, author_id=nobody.id, week_id=weeks[one.week or 1], once=one.once, tags=[], me_too_count=0,
                            reply_count=1 if one.answer else 0, asks_mentors=False, without_name=False, audience="cohort",
                            filed_at=at, asked_at=at, listed_at=at)
        question.write(one.text)
        question.tag(one.tags, kept_as)
        question.answered_at = at if one.answer else None
        questions.append(question)
    db.session.add_all(questions)
    db.session.flush()
    db.session.add_all(
        Reply(cohort_id=cohort.id, question_id=question.id, author_id=nobody.id, author_role="mentor", text=one.answer, html=markdown.render(one.answer),
              asks_back=False, written_at=at)
        for one, question in zip(earlier, questions, strict=True) if one.answer)
    db.session.flush()


def _nobody(cohort: Cohort, now: datetime) -> Membership:
    address = ADDRESS.format(slug=cohort.slug)
    account = db.session.scalar(select(Account).where(Account.address == address))
    if account is None:
        account = Account(address=address, name=NAME, password_hash="", mails_answers=False, created_at=now, deactivated_at=now)
        db.session.add(account)
        db.session.flush()
    member = db.session.scalar(select(Membership).where(Membership.cohort_id == cohort.id, Membership.account_id == account.id))
    if member is None:
        member = Membership(cohort_id=cohort.id, account_id=account.id, role="mentor", unread_count=0, joined_at=now, ended_at=now)
        db.session.add(member)
        db.session.flush()
    return member


def _read(lines: Iterable[str], weeks: dict[int, int]) -> Iterator[Earlier]:
    for number, line in enumerate(lines, 1):
        if line.strip("\ufeff \t\r\n"):
            yield _one(line.strip("\ufeff"), number, weeks)


def _one(line: str, number: int, weeks: dict[int, int]) -> Earlier:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise BadLine(number, "this is not JSON") from None
    if not isinstance(row, dict):
        raise BadLine(number, "an object is expected, such as {\"text\": \"…\"}")
    if unknown := sorted(row.keys() - KEYS):
        raise BadLine(number, f"unknown: {', '.join(unknown)[:100]}")
    text, answer = _words(row, "text", number), _words(row, "answer", number)
    if markdown.is_blank(text):
        raise BadLine(number, "text is missing")
    tags = row.get("tags") or []
    if isinstance(tags, str):
        tags = tags.split(",")
    if not isinstance(tags, list) or not all(isinstance(tag, str) and _is_kept(tag) for tag in tags):
        raise BadLine(number, "tags must be a list of words")
    week = row.get("week")
    if week is not None and (not isinstance(week, int) or isinstance(week, bool) or week not in weeks):
        raise BadLine(number, "there is no such week in this cohort")
    return Earlier(text, "" if markdown.is_blank(answer) else answer, tuple(tags), week)


def _words(row: dict[str, Any], name: str, number: int) -> str:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise BadLine(number, f"{name} must be text")
    text = tidy(value)
    if len(text) > A_TEXT:
        raise BadLine(number, f"{name} is longer than {A_TEXT:,} characters")
    if not _is_kept(text):
        raise BadLine(number, f"{name} holds a character that cannot be kept")
    return text


def _is_kept(text: str) -> bool:
    return not any((character < " " and character not in "\n\t") or "\ud800" <= character <= "\udfff" for character in text)
