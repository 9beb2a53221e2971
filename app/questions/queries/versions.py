"""What a question and its replies said before they were edited, as one reader may know it."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.cohorts.models import Membership
from app.extensions import db
from app.questions.models import Question, QuestionVersion, Reply, ReplyVersion
from app.web.differences import marked

A_PAGE = 20  # steps of one text
TEXTS_AT_ONCE = 20
MARKED_AT_MOST = 60_000  # characters of a page; beyond, two texts stand side by side as they are
ANSWER_BELOW = "\n\n→ "


@dataclass(frozen=True)
class Step:
    """Words that stood there from `since` until `until`, beside those that took their place, with what differs marked."""

    since: datetime
    until: datetime
    before: Markup
    after: Markup


@dataclass
class Edited:
    """A text that was edited: the question's own (no `reply`) or a reply's. `place` is 0 for the question, 1 for the first reply; the latest
    step comes first. Where `is_hidden`, the reader may know neither who it was nor more of a moment than its day."""

    place: int
    reply: Reply | None
    is_hidden: bool
    steps: list[Step] = field(default_factory=list[Step])
    skipped: int = 0
    has_more: bool = False


def shows_versions_to(question: Question, member: Membership) -> bool:
    """Whether there are earlier words of the question that `member` may read.

    What it said before it was asked was for the readers of its review: they are not everybody who reads the question now. Withdrawn, its words
    are its asker's alone.
    """
    if question.edited_at is None:
        return False
    return question.is_by(member) or (not question.is_withdrawn and question.asked_at is not None and question.edited_at > question.asked_at)


@dataclass(frozen=True)
class Record:
    """What was edited, in the order of the thread; `later` is the place after which there is more, 0 where there is not."""

    edited: list[Edited]
    later: int = 0


def edited_in(question: Question, member: Membership, *, place: int | None = None, skip: int = 0, beyond: int = 0) -> Record:
    """The texts of the thread that were edited and stand after the place `beyond`, TEXTS_AT_ONCE replies at most; with `place` that one alone,
    without its latest `skip` steps. Three statements at most."""
    budget = _Budget()
    found: list[Edited] = []
    if place in (None, 0) and not beyond and shows_versions_to(question, member):
        edited = Edited(0, None, not question.shows_asker_to(member), skipped=skip)
        kept = _rows(QuestionVersion, QuestionVersion.question_id, [question.id], skip).get(question.id, [])
        _fill(edited, kept, _words(question), question.edited_at, budget)
        if not question.is_by(member):
            edited.steps = [step for step in edited.steps if question.asked_at and step.until > question.asked_at]
        found.append(edited)
    if place == 0:
        return Record([edited for edited in found if edited.steps])
    replies = _edited_replies(question.id, place, beyond)
    shown = replies[:TEXTS_AT_ONCE]
    rows = _rows(ReplyVersion, ReplyVersion.reply_id, [reply.id for _number, reply in shown], skip) if shown else {}
    for number, reply in shown:
        edited = Edited(number, reply, question.hides_author_of(reply, member), skipped=skip)
        _fill(edited, rows.get(reply.id, []), reply.text, reply.edited_at, budget)
        found.append(edited)
    return Record([edited for edited in found if edited.steps], shown[-1][0] if len(replies) > len(shown) else 0)


def _edited_replies(question_id: int, place: int | None, beyond: int) -> list[tuple[int, Reply]]:
    """With their places in the thread; one more than are shown."""
    number = func.row_number().over(order_by=Reply.id).label("number")
    numbered = select(Reply.id, number).where(Reply.question_id == question_id).subquery()
    rows = (select(numbered.c.number, Reply).join(numbered, numbered.c.id == Reply.id)
            .where(Reply.edited_at.is_not(None), Reply.withdrawn_at.is_(None), numbered.c.number > beyond)
            .order_by(numbered.c.number).limit(TEXTS_AT_ONCE + 1).options(joinedload(Reply.author).joinedload(Membership.account)))
    return [(row.number, row.Reply) for row in db.session.execute(rows if place is None else rows.where(numbered.c.number == place))]


class _Budget:
    def __init__(self) -> None:
        self._left = MARKED_AT_MOST

    def compared(self, before: str, after: str) -> tuple[Markup, Markup]:
        self._left -= len(before) + len(after)
        return marked(before, after) if self._left >= 0 else (Markup.escape(before), Markup.escape(after))


def _fill(edited: Edited, rows: Sequence[Any], words: str, written_at: datetime | None, budget: _Budget) -> None:
    """`rows` the latest first, from the one before the first that is shown; `words` and `written_at` are what stands there now."""
    after, until = words, written_at
    if edited.skipped and rows:
        after, until = _words(rows[0]), rows[0].written_at
        rows = rows[1:]
    for version in rows[:A_PAGE]:
        before = _words(version)
        assert until is not None
        edited.steps.append(Step(version.written_at, until, *budget.compared(before, after)))
        after, until = before, version.written_at
    edited.has_more = len(rows) > A_PAGE


def _rows(table: Any, owner: Any, ids: Sequence[int], skip: int) -> dict[int, list[Any]]:
    number = func.row_number().over(partition_by=owner, order_by=table.id.desc()).label("number")
    numbered = select(table.id, number).where(owner.in_(ids)).subquery()
    rows = db.session.execute(
        select(table, owner.label("owner_id")).join(numbered, numbered.c.id == table.id)
        .where(numbered.c.number >= skip, numbered.c.number <= skip + A_PAGE + 1).order_by(table.id.desc()))
    found: dict[int, list[Any]] = defaultdict(list)
    for version, owner_id in rows:
        found[owner_id].append(version)
    return found


def _words(thing: Question | QuestionVersion | ReplyVersion) -> str:
    own_answer = getattr(thing, "own_answer", "")
    return thing.text + (ANSWER_BELOW + own_answer if own_answer else "")
